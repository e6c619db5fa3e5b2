"""Zoeken in elk soort blad: wie las, wat over een groep is besloten, en wat erop staat."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pikepdf
import pytest

from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.leesbaar.rijen import Lid, bladwoorden
from shared.logboek.bladen import Bladsoort
from tests.hulp.pdftekst import tekst_van
from tests.integratie.gateway.controle import lees_log, logsleutel
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, MEDEWERKERS
from tests.integratie.gateway.zoeker import AUDIT, AUDITOR, PERIODE, PRIVACY, TOEZICHT, Zoeker


def _regels(blad: dict[str, Any]) -> dict[str, str]:
    return {een["naam"]: een["waarde"] for een in blad["inWoorden"]["regels"]}


def _namen(leden: tuple[Lid, ...]) -> set[str]:
    return {lid.naam for lid in leden}.union(*(_namen(lid.leden) for lid in leden))


def test_wie_las_is_te_vinden_met_wat_er_is_gelezen(zoeker: Zoeker) -> None:
    """De auditor opent een bericht en zoekt op een schuilnummer; daarna is dat terug te vinden."""
    zoeker.zoek(betrokkene=BETROKKENE)
    zoeker.haal(f"/uitwisselingen/{zoeker.berichten[0]}")
    zoeker.post("/uitwisselingen/_exporteer", {"periode": PERIODE, "vorm": "csv"})
    zoeker.gateway.klok.vooruit(hours=1)
    zoeker.zoek()
    alles = zoeker.zoek_bladen(bladsoort="raadpleging", facetten=["lezing", "bladsoort"])
    assert alles["aantal"] == len(alles["bladen"]) > 0
    geteld = {een["waarde"]: een["aantal"] for een in alles["facetten"]["lezing"]}
    assert geteld["export"] == geteld["leesreeks-einde"] == 1
    namen = {een["waarde"]: een["inWoorden"] for een in alles["facetten"]["lezing"]}
    assert namen["export"] == "een antwoord meegenomen als bestand"
    for eis in ({"bericht": zoeker.berichten[0]}, {"betrokkene": BETROKKENE}):
        (blad,) = zoeker.zoek_bladen(bladsoort="raadpleging", **eis)["bladen"]
        assert "iemand die over alle partijen is aangesteld" in blad["inWoorden"]["zin"]
        assert AUDITOR in _regels(blad)["Medewerker"]
        waarden = [een["waarde"] for een in blad["inWoorden"]["regels"]]
        assert next(iter(eis.values())) in waarden


def test_de_veelgestelde_vragen_vinden_het_lezen(zoeker: Zoeker) -> None:
    zoeker.haal(f"/uitwisselingen/{zoeker.berichten[0]}")
    zoeker.gateway.klok.vooruit(hours=1)
    zoeker.zoek_bladen()
    for naam, parameters in (
        ("lezingen", {}),
        ("lezingen-van-medewerker", {"medewerker": AUDITOR}),
        ("lezingen-van-bericht", {"bericht": zoeker.berichten[0]}),
    ):
        antwoord = zoeker.post(f"/zoekvragen/{naam}/_beantwoord", {"parameters": parameters})
        gevonden = antwoord.json()
        assert gevonden["uitwisselingen"] == []
        assert gevonden["aantal"] == len(gevonden["bladen"]) > 0, naam
        assert {blad["bladsoort"] for blad in gevonden["bladen"]} == {"raadpleging"}


def test_een_soort_blad_als_soort_bericht_wijst_de_weg(zoeker: Zoeker) -> None:
    antwoord = zoeker.post("/uitwisselingen/_zoek", {"periode": PERIODE, "soort": "raadpleging"})
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert "/v1/logboek/bladen/_zoek" in fout["melding"]


def test_elk_blad_van_het_log_is_te_vinden_en_staat_er_in_woorden(zoeker: Zoeker) -> None:
    antwoord = zoeker.zoek_bladen(facetten=["bladsoort"])
    log = lees_log(zoeker.gateway)[: antwoord["grootte"]]
    gevonden = antwoord["bladen"]
    while antwoord["volgende"] is not None:
        antwoord = zoeker.zoek_bladen(facetten=["bladsoort"], cursor=antwoord["volgende"])
        gevonden += antwoord["bladen"]
    assert [blad["bladnummer"] for blad in gevonden] == list(range(len(log)))[::-1]
    assert [blad["bladsoort"] for blad in gevonden[::-1]] == [blad["soort"] for blad in log]
    geteld = {een["waarde"]: een["aantal"] for een in antwoord["facetten"]["bladsoort"]}
    assert geteld == {s: [b["soort"] for b in log].count(s) for s in {b["soort"] for b in log}}
    assert all(blad["inWoorden"]["regels"] and blad["inWoorden"]["zin"] for blad in gevonden)
    # Elk lid dat de gateway schrijft heeft een naam in de rijen; niets heet zoals in de code.
    for blad in gevonden:
        namen = _namen(bladwoorden().bladen[Bladsoort(blad["bladsoort"])].leden)
        for regel in blad["inWoorden"]["regels"]:
            assert re.sub(r"( \d+)?(: .*)?$", "", regel["naam"]) in namen, (blad, regel)


@pytest.mark.parametrize("wie", ["politie", "om", PRIVACY])
def test_een_ander_ziet_alleen_wat_hij_ook_per_blad_mag_lezen(zoeker: Zoeker, wie: str) -> None:
    gevonden = zoeker.zoek_bladen(wie, facetten=["bladsoort"])
    nummers = {blad["bladnummer"] for blad in gevonden["bladen"]}
    assert gevonden["aantal"] == len(nummers)
    for nummer in range(gevonden["grootte"]):
        status = zoeker.haal(f"/logboek/bladen/{nummer}", wie).status_code
        assert status == (200 if nummer in nummers else 404), nummer


def test_besluiten_over_een_groep_en_wie_tekende(zoeker: Zoeker) -> None:
    gevonden = zoeker.zoek_bladen(
        bladsoort="groepsbesluit", groep=GROEP, facetten=["groepsbesluit"]
    )
    soorten = {een["waarde"] for een in gevonden["facetten"]["groepsbesluit"]}
    assert {"openen", "start"} <= soorten
    start = next(b for b in gevonden["bladen"] if "startbesluit" in b["inWoorden"]["zin"])
    assert "Getekend namens: de burgemeester (gemeente)" in _regels(start)
    (eigen,) = zoeker.zoek_bladen(bladsoort="autorisatie", medewerker=TOEZICHT)["bladen"]
    assert eigen["inWoorden"]["zin"].startswith("Privacyfunctionaris bij het Openbaar Ministerie")


@pytest.mark.parametrize(
    "vraag",
    [
        {"bladsoort": "verstrekking"}, {"lezing": "Kruimel Nooitgedacht"}, {"afzender": "niemand"},
        {"groepsbesluit": "x"}, {"incident": "'"}, {"medewerker": "x"}, {"soort": "raadpleging"},
        {"facetten": ["betrokkene"]}, {"cursor": "x"},
    ],
)  # fmt: skip
def test_een_vraag_die_niet_klopt_is_een_400(zoeker: Zoeker, vraag: dict[str, Any]) -> None:
    antwoord = zoeker.post("/logboek/bladen/_zoek", {"periode": PERIODE, **vraag})
    assert antwoord.status_code == 400, antwoord.text
    assert antwoord.json()["fouten"]
    assert "Nooitgedacht" not in antwoord.text


def test_naast_elke_code_staat_wat_zij_betekent_en_naast_utc_de_nederlandse_tijd(
    zoeker: Zoeker,
) -> None:
    rij = zoeker.zoek(uitkomst="aanvaard", afzender="politie")["uitwisselingen"][0]
    woorden = rij["inWoorden"]
    assert woorden["afzender"] == "de politie"
    assert woorden["functie"] == "analist"
    assert woorden["stap"] == "Informatie verzamelen en verbinden"
    assert woorden["doel"] == "criminaliteit en overlast aanpakken en terugdringen"
    assert woorden["gegevenssoorten"] == ["geboortedatum", "naam, adres en woonplaats"]
    assert rij["lokaleTijd"].endswith("+01:00")
    tekst = zoeker.post("/uitwisselingen/_exporteer", {"periode": PERIODE, "vorm": "csv"}).content
    cellen = csv.DictReader(io.StringIO(tekst.decode("utf-8-sig")), delimiter=";")
    (cel,) = [een for een in cellen if een["id"] == rij["id"]]
    assert cel["afzenderInWoorden"] == "de politie"
    assert cel["grondslagenInWoorden"] == woorden["grondslagen"][0]
    assert cel["lokaleTijd"] == rij["lokaleTijd"][:19].replace("T", " ")
    assert cel["tijdstip"] == rij["tijdstip"]


def _exporteer(zoeker: Zoeker, wie: str = AUDIT, **vraag: Any) -> httpx.Response:
    antwoord = zoeker.post("/logboek/bladen/_exporteer", {"periode": PERIODE, **vraag}, wie)
    assert antwoord.status_code == 200, antwoord.text
    return antwoord


@pytest.mark.parametrize("wie", [AUDIT, "politie", PRIVACY])
def test_bladen_gaan_mee_zoals_zij_te_zoeken_zijn_en_dat_staat_in_het_log(
    zoeker: Zoeker, wie: str
) -> None:
    gezocht, bladen = zoeker.zoek_bladen(wie), []
    while True:
        bladen += gezocht["bladen"]
        if gezocht["volgende"] is None:
            break
        gezocht = zoeker.zoek_bladen(wie, cursor=gezocht["volgende"])
    ervoor, toen = len(lees_log(zoeker.gateway)), {"grootte": gezocht["grootte"]}
    jsonl = _exporteer(zoeker, wie, vorm="jsonl", **toen)
    assert [json.loads(regel) for regel in jsonl.text.splitlines()] == bladen
    tekst = _exporteer(zoeker, wie, vorm="csv", **toen).content.decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(tekst), delimiter=";"))
    assert [int(rij["bladnummer"]) for rij in rijen] == [een["bladnummer"] for een in bladen]
    for rij, blad in zip(rijen, bladen, strict=True):
        woorden = blad["inWoorden"]
        assert (rij["bladsoort"], rij["titel"]) == (blad["bladsoort"], woorden["titel"])
        assert rij["lokaleTijd"] == woorden["lokaleTijd"][:19].replace("T", " ")
        assert all(str(een["waarde"] or een["naam"]) in rij["inhoud"] for een in woorden["regels"])
    nieuw = lees_log(zoeker.gateway)[ervoor:]
    assert [(een["soort"], een["vraag"]["vorm"], een["vraag"]["aantal"]) for een in nieuw] == [
        ("raadpleging", f"bladen-{vorm}", len(bladen)) for vorm in ("jsonl", "csv")
    ]


def test_een_export_van_bladen_is_terug_te_vinden_en_heeft_dezelfde_filters(
    zoeker: Zoeker,
) -> None:
    eis = {"bladsoort": "groepsbesluit", "groep": GROEP}
    tekst = _exporteer(zoeker, vorm="jsonl", **eis).text
    soorten = {json.loads(regel)["bladsoort"] for regel in tekst.splitlines()}
    assert soorten == {"groepsbesluit"}
    (blad,) = zoeker.zoek_bladen(bladsoort="raadpleging", lezing="export")["bladen"]
    assert _regels(blad)["Als"] == "bladen-jsonl"
    for fout in ({"groepsbesluit": "x"}, {"vorm": "pdf"}, {"grootte": 10**9}):
        vraag = {"periode": PERIODE, "vorm": "csv", **fout}
        assert zoeker.post("/logboek/bladen/_exporteer", vraag).status_code == 400


def test_het_verhaal_is_te_lezen_en_zegt_wie_weet_om_wie_het_gaat(zoeker: Zoeker) -> None:
    verhaal = zoeker.haal(f"/uitwisselingen/{zoeker.berichten[0]}").json()
    besluit, bevestiging = verhaal["bladen"]
    assert besluit["inWoorden"]["zin"].startswith("Verstrekking van de politie aan de burgemeester")
    assert "aangenomen door de ontvanger" in bevestiging["inWoorden"]["zin"]
    wie = {(een["soort"], een["verwijzingen"][0]): een for een in verhaal["wieIsWie"]}
    betrokkene = wie["betrokkene", BETROKKENE]
    assert betrokkene["partijen"] == ["politie", "gemeente"]
    assert "functionaris gegevensbescherming" in betrokkene["hoe"]
    assert "/v1/groepen/{groepId}/leden" in betrokkene["hoe"]
    assert wie["medewerker", MEDEWERKERS["politie"][0]]["partijen"] == ["politie"]


def test_de_gateway_geeft_de_woorden_van_het_convenant(zoeker: Zoeker) -> None:
    antwoord = zoeker.haal("/begrippen").json()
    soorten = {naam: lijst["begrippen"] for naam, lijst in antwoord["soorten"].items()}
    (reden,) = [een for een in soorten["redenen"] if een["code"] == "VERZOEK_ONTBREEKT"]
    assert (reden["poort"], reden["convenant"], reden["kort"]) == (5, "4.1", "verzoek ontbreekt")
    assert {een["code"] for een in soorten["bladsoorten"]} == set(Bladsoort)
    geweigerd = {een["code"]: een for een in soorten["gegevenssoorten"]}["BSN"]
    assert geweigerd["mag"] is False
    assert geweigerd["zin"].startswith("Dit mag niet: het burgerservicenummer")
    een = zoeker.haal("/begrippen?soort=poorten").json()["soorten"]
    assert list(een) == ["poorten"]
    assert zoeker.haal("/begrippen?soort=onzin").status_code == 400


def test_een_bundel_is_ook_een_rapport_met_de_bundel_erin(zoeker: Zoeker, tmp_path: Path) -> None:
    """Wat de gateway geeft hoeft niemand te geloven: de bundel zit erin en is te controleren."""
    geweigerd = zoeker.zoek(uitkomst="geweigerd")["uitwisselingen"][0]
    for antwoord in (
        zoeker.post(
            "/uitwisselingen/_exporteer",
            {"periode": PERIODE, "uitkomst": "geweigerd", "vorm": "rapport"},
        ),
        zoeker.post("/bewijsbundels?vorm=rapport", {"bericht": geweigerd["id"]}),
    ):
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.headers["content-type"] == "application/pdf"
        rapport = pikepdf.open(io.BytesIO(antwoord.content))
        tekst = tekst_van(rapport)
        assert "In stap 2 antwoordt een verstrekking op een informatieverzoek" in tekst
        assert "gemaakt door de gateway zelf" in tekst
        (bijlage,) = rapport.attachments.values()
        bundel = tmp_path / "bewijs.zip"
        bundel.write_bytes(bijlage.get_file().read_bytes())
        assert verifieer_bundel(bundel, Vertrouwd(logsleutel(zoeker.gateway))).in_orde
    assert zoeker.post("/bewijsbundels?vorm=docx", {"groep": GROEP}).status_code == 400
