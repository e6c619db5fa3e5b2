"""Zoeken in de uitwisselingen: wat ieder mag zien, bladeren, exporteren, en wat er achterblijft."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from arro3.io import read_parquet

from shared.bewijsbundel.controle import verifieer_bundel
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.merkle import bladhash, controleer_inclusie
from tests.integratie.gateway.controle import bladen_van, lees_log, logsleutel
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, MEDEWERKERS
from tests.integratie.gateway.zoeker import AUDIT, AUDITOR, PERIODE, PRIVACY, Zoeker


def test_ieder_ziet_alleen_wat_van_hem_is(zoeker: Zoeker) -> None:
    assert zoeker.zoek()["aantal"] == 4
    assert zoeker.zoek("politie")["aantal"] == 4
    for wie in ("om", PRIVACY):
        leeg = zoeker.zoek(wie, facetten=["soort", "uitkomst"])
        assert (leeg["aantal"], leeg["uitwisselingen"]) == (0, [])
        assert all(telling == [] for telling in leeg["facetten"].values())
        for pad in (f"/uitwisselingen/{zoeker.berichten[0]}",):
            assert zoeker.haal(pad, wie).status_code == 404
        assert zoeker.post(
            f"/uitwisselingen/{zoeker.berichten[0]}/_herhaal", None, wie
        ).status_code in {404, 400}
    onbekend = zoeker.post("/uitwisselingen/_zoek", {"periode": PERIODE}, "iemand@elders.example")
    assert onbekend.status_code == 403


def test_de_facetten_tellen_op_tot_het_aantal(zoeker: Zoeker) -> None:
    gevonden = zoeker.zoek(facetten=["soort", "uitkomst", "afzender"])
    for facet in ("soort", "uitkomst", "afzender"):
        telling = gevonden["facetten"][facet]
        assert sum(rij["aantal"] for rij in telling) == gevonden["aantal"], facet
    assert zoeker.zoek(uitkomst="geweigerd")["aantal"] == 1
    assert zoeker.zoek(betrokkene=BETROKKENE)["aantal"] == 3


def test_een_weigering_zegt_in_woorden_waarom(zoeker: Zoeker) -> None:
    """In de lijst en in het rekenblad: de zin die de afzender kreeg, en waar zij op rust."""
    (geweigerd,) = zoeker.zoek(uitkomst="geweigerd", facetten=["reden"])["uitwisselingen"]
    (reden,) = geweigerd["redenen"]
    (blad,) = [b for b in bladen_van(zoeker.gateway, "besluit") if b["besluit"]["redenen"]]
    assert reden == blad["besluit"]["redenen"][0]
    zelfde = zoeker.zoek(reden=reden["code"], facetten=["reden"])
    (telling,) = zelfde["facetten"]["reden"]
    assert (telling["waarde"], telling["aantal"]) == (reden["code"], 1)
    assert telling["inWoorden"].startswith("In stap … antwoordt een verstrekking")
    vraag = {"periode": PERIODE, "uitkomst": "geweigerd", "vorm": "csv"}
    tekst = zoeker.post("/uitwisselingen/_exporteer", vraag).content.decode("utf-8-sig")
    (rij,) = csv.DictReader(io.StringIO(tekst), delimiter=";")
    assert rij["redenen"].startswith(reden["uitleg"])
    assert f"artikel {reden['convenant']} van het convenant" in rij["redenen"]


def test_zoeken_op_stuk_en_op_waar_het_een_antwoord_op_is(zoeker: Zoeker) -> None:
    gevonden = zoeker.zoek(inReactieOp=zoeker.verzoek, facetten=["stuk", "gezegd"])
    assert [rij["id"] for rij in gevonden["uitwisselingen"]] == zoeker.berichten[::-1]
    assert gevonden["facetten"]["stuk"] == [{"waarde": None, "inWoorden": None, "aantal": 2}]
    assert gevonden["facetten"]["gezegd"] == [{"waarde": None, "inWoorden": None, "aantal": 2}]
    (verzoek,) = zoeker.zoek(stuk="vraag")["uitwisselingen"]
    assert (verzoek["id"], verzoek["stuk"], verzoek["uiting"]) == (zoeker.verzoek, "vraag", None)


def test_bladeren_gaat_door_in_hetzelfde_antwoord(zoeker: Zoeker) -> None:
    gezien, cursor = [], None
    for _ in range(4):
        antwoord = zoeker.post(
            "/uitwisselingen/_zoek?paginagrootte=1", {"periode": PERIODE, "cursor": cursor}
        ).json()
        gezien += [rij["id"] for rij in antwoord["uitwisselingen"]]
        cursor = antwoord["volgende"]
        zoeker.gateway.vraag_informatie()
    assert cursor is None
    assert len(set(gezien)) == 4
    assert set(zoeker.berichten) < set(gezien)


def test_een_cursor_van_een_ander_of_van_een_andere_vraag(zoeker: Zoeker) -> None:
    pad = "/uitwisselingen/_zoek?paginagrootte=1"
    cursor = zoeker.post(pad, {"periode": PERIODE}).json()["volgende"]
    for vraag, wie in (
        ({"periode": PERIODE, "cursor": cursor}, "politie"),
        ({"periode": PERIODE, "cursor": cursor, "stap": 2}, AUDIT),
        ({"periode": PERIODE, "cursor": ("B" if cursor[0] == "A" else "A") + cursor[1:]}, AUDIT),
        ({"periode": PERIODE, "cursor": "1 OR 1=1"}, AUDIT),
    ):
        antwoord = zoeker.post(pad, vraag, wie)
        assert antwoord.status_code == 400, antwoord.text
        assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/cursor"]


ONZIN: list[Any] = [
    {}, {"periode": {}}, {"periode": {**PERIODE, "tot": "2026-10-01T00:00:00Z"}},
    {"periode": {**PERIODE, "van": "gisteren"}}, {"periode": PERIODE, "poort": "7"},
    {"periode": PERIODE, "poort": -1}, {"periode": PERIODE, "uitkomst": "misschien"},
    {"periode": PERIODE, "groep": "'; DROP TABLE uitwisseling; --"},
    {"periode": PERIODE, "feest": True}, {"periode": PERIODE, "facetten": ["naam"]},
    {"periode": PERIODE, "plichtOpen": True}, {"periode": PERIODE, "soort": "a\nb"}, [], None,
]  # fmt: skip


def test_een_vraag_die_niet_klopt_is_een_400(zoeker: Zoeker) -> None:
    for vraag in ONZIN:
        antwoord = zoeker.post("/uitwisselingen/_zoek", vraag)
        assert antwoord.status_code == 400, (vraag, antwoord.text)
        assert antwoord.json()["fouten"]


TEKSTEN = ("soort", "afzender", "gegevenssoort", "wetsartikel", "plicht", "doel", "reden", "stuk")


def test_wat_niemand_kent_is_geen_vraag_en_komt_in_geen_blad(zoeker: Zoeker) -> None:
    """Ook niet als iemand daar een naam in zet: de vraag staat in het log, met wie haar stelde."""
    for waarde in ("' OR '1'='1", "%", "x'; --", "=1+1", "NAW\\", "Kruimel Nooitgedacht"):
        for filter_ in TEKSTEN:
            vraag = {"periode": PERIODE, filter_: waarde}
            antwoord = zoeker.post("/uitwisselingen/_zoek", vraag)
            assert antwoord.status_code == 400, (filter_, waarde)
            assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [f"/{filter_}"]
            export = zoeker.post("/uitwisselingen/_exporteer", {**vraag, "vorm": "csv"})
            assert export.status_code == 400
    ingevuld = {"parameters": {"interpretatie": "Kruimel Nooitgedacht"}}
    antwoord = zoeker.post("/zoekvragen/interpretatie/_beantwoord", ingevuld)
    assert antwoord.status_code == 400
    zoeker.gateway.klok.vooruit(hours=1)
    zoeker.zoek()
    assert "Nooitgedacht" not in json.dumps(lees_log(zoeker.gateway))


def test_naar_wat_het_convenant_kent_mag_worden_gevraagd_ook_als_het_nooit_gebeurde(
    zoeker: Zoeker,
) -> None:
    for filter_, waarde in (
        ("soort", "intrekking"), ("gegevenssoort", "BSN"), ("kanaal", "chat"),
        ("plicht", "AFSTEMMEN"),
        ("convenantartikel", "13.3"), ("wetsartikel", "art. 8 Wpg"), ("interpretatie", "K7"),
        ("wetsartikel", "ART.  33   wpg"), ("reden", "DPIA_ONTBREEKT"), ("stuk", "driehoeklijst"),
    ):  # fmt: skip
        assert zoeker.zoek(**{filter_: waarde})["aantal"] == 0, (filter_, waarde)
    assert zoeker.zoek(gegevenssoort="naw")["aantal"] == 3


def test_het_verhaal_van_een_bericht_met_bewijs(zoeker: Zoeker) -> None:
    bericht = zoeker.berichten[0]
    verhaal = zoeker.haal(f"/uitwisselingen/{bericht}").json()
    assert verhaal["uitkomst"] == "aanvaard"
    assert [rij["id"] for rij in verhaal["eerder"]] == [zoeker.verzoek]
    assert [blad["soort"] for blad in verhaal["bladen"]] == ["besluit", "bevestiging"]
    punt, _ = open_checkpoint(verhaal["checkpoint"], logsleutel(zoeker.gateway))
    for blad in verhaal["bladen"]:
        bewijs = [base64.b64decode(knoop) for knoop in blad["bewijs"]]
        hash_ = bladhash(base64.b64decode(blad["blad"]))
        controleer_inclusie(hash_, blad["bladnummer"], punt.grootte, bewijs, punt.wortel)


def test_een_besluit_opnieuw_genomen_is_hetzelfde(zoeker: Zoeker) -> None:
    antwoord = zoeker.gateway.client.vraag(
        "POST",
        f"/v1/uitwisselingen/{zoeker.berichten[0]}/_herhaal",
        headers=zoeker.koppen(AUDIT),
    )
    assert antwoord.status_code == 200, antwoord.text
    herhaling = antwoord.json()
    assert herhaling["gelijk"] is True
    assert herhaling["opnieuw"] == herhaling["vastgelegd"]


def test_elke_veelgestelde_vraag_geeft_antwoord(zoeker: Zoeker) -> None:
    parameters = {
        "medewerker": MEDEWERKERS["politie"][0],
        "betrokkene": BETROKKENE,
        "interpretatie": "B1",
        "reden": "VERZOEK_ONTBREEKT",
        "stuk": "vraag",
        "uiting": AUDITOR,
        "bericht": zoeker.berichten[0],
        "groep": GROEP,
    }
    vragen = zoeker.haal("/zoekvragen").json()["zoekvragen"]
    aantallen = {}
    for vraag in vragen:
        nodig = {p["naam"]: parameters[p["naam"]] for p in vraag["parameters"]}
        antwoord = zoeker.post(f"/zoekvragen/{vraag['naam']}/_beantwoord", {"parameters": nodig})
        assert antwoord.status_code == 200, antwoord.text
        aantallen[vraag["naam"]] = antwoord.json()["aantal"]
    assert aantallen["weigeringen-per-poort"] == 1
    assert aantallen["betrokkene"] == 2
    assert aantallen["medewerker"] == 4
    assert aantallen["reden"] == 1
    assert (aantallen["stuk"], aantallen["uiting"]) == (1, 0)
    assert zoeker.post("/zoekvragen/bestaat-niet/_beantwoord", {}).status_code == 404
    assert zoeker.post("/zoekvragen/betrokkene/_beantwoord", {}).status_code == 400


def test_de_uitvoer_is_precies_het_antwoord_en_staat_in_het_log(
    zoeker: Zoeker, tmp_path: Path
) -> None:
    gevonden = [rij["id"] for rij in zoeker.zoek()["uitwisselingen"]]
    vraag = {"periode": PERIODE}
    tekst = zoeker.post("/uitwisselingen/_exporteer", {**vraag, "vorm": "csv"}).content
    assert tekst.startswith(b"\xef\xbb\xbf")
    rijen = list(csv.DictReader(io.StringIO(tekst.decode("utf-8-sig")), delimiter=";"))
    assert [rij["id"] for rij in rijen] == gevonden
    regels = zoeker.post("/uitwisselingen/_exporteer", {**vraag, "vorm": "jsonl"}).text
    assert [json.loads(regel)["id"] for regel in regels.splitlines()] == gevonden
    vlak = zoeker.post("/uitwisselingen/_exporteer", {**vraag, "vorm": "parquet"})
    assert vlak.headers["content-type"] == "application/vnd.apache.parquet"
    (brok,) = read_parquet(io.BytesIO(vlak.content))
    assert brok.column("id").to_pylist() == gevonden
    assert brok.column("tijdstip").to_pylist()[0].tzinfo is not None
    zip_ = zoeker.post("/uitwisselingen/_exporteer", {**vraag, "vorm": "bewijsbundel"}).content
    pad = tmp_path / "bewijs.zip"
    pad.write_bytes(zip_)
    assert verifieer_bundel(pad).in_orde
    with zipfile.ZipFile(pad) as bundel:
        assert len(bundel.read("bladen.jsonl").splitlines()) >= len(gevonden)
    uitvoer = [b for b in bladen_van(zoeker.gateway, "raadpleging") if b["autorisatie"] == AUDITOR]
    vormen = [blad["vraag"].get("vorm") for blad in uitvoer if "vraag" in blad]
    assert [vorm for vorm in vormen if vorm] == ["csv", "jsonl", "parquet", "bewijsbundel"]


def test_lezen_overspoelt_het_log_niet_en_gevonden_is_niet_geopend(zoeker: Zoeker) -> None:
    """Tien vragen en twee keer openen zijn één leesreeks, met wat er gelezen is."""
    for _ in range(10):
        zoeker.zoek()
    for bericht in zoeker.berichten:
        zoeker.haal(f"/uitwisselingen/{bericht}")
    begin = [b for b in bladen_van(zoeker.gateway, "raadpleging") if b["autorisatie"] == AUDITOR]
    assert len(begin) == 1
    zoeker.gateway.klok.vooruit(hours=1)
    zoeker.zoek()
    reeks = [b for b in bladen_van(zoeker.gateway, "raadpleging") if b["autorisatie"] == AUDITOR]
    assert len(reeks) == 3
    (einde,) = [b["vraag"] for b in reeks if b["vraag"]["soort"] == "leesreeks-einde"]
    assert sorted(een["bericht"] for een in einde["geopend"]) == sorted(zoeker.berichten)
    assert [een["keren"] for een in einde["gevonden"]] == [10]
