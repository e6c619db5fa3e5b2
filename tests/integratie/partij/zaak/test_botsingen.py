"""Wat er gebeurt als twee dingen botsen: de tabel van besluit 0016, aan de API (issue 4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.partijdienst.onderhoud import draai_onderhoud
from shared.zaak.lijsten import opslag
from tests.hulp.klok import VasteKlok
from tests.hulp.namen import verzonnen_personen
from tests.integratie.partij.driehoek import TAAK, Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import tot_rust

PERSONEN = verzonnen_personen()


@pytest.fixture
def d(gedeelde_driehoek: Wereld) -> Driehoek:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    gedeelde_driehoek.gateway.weg = False
    gedeelde_driehoek.gateway.storingen.clear()
    for code in gedeelde_driehoek.bureaus:
        gedeelde_driehoek.sluit_aan(code)
    return Driehoek.richt_in(gedeelde_driehoek)


def _wie(geboren: str = "") -> tuple[str, str]:
    """Iemand die nog niet eerder is verzonnen, met deze geboortedatum of een eigen."""
    iemand = next(PERSONEN)
    return iemand.naam, geboren or iemand.geboortedatum.isoformat()


def _netto(d: Driehoek, aantal: int = 2) -> dict[str, Any]:
    """Een gewogen lijst van de gemeente met iedereen erop."""
    for _ in range(aantal):
        d.persoon("gemeente", _wie())
    lijst = d.stel_samen("gemeente")
    for regel in lijst["regels"]:
        assert d.weeg(lijst["id"], regel, "blijft").status_code == 200
    return d.lijst()


# --- 1. Twee mensen wijzigen dezelfde lijst ---


def test_twee_die_tegelijk_vaststellen_stellen_een_keer_vast(d: Driehoek) -> None:
    lijst = _netto(d)
    pad = f"{d.pad}/{lijst['id']}"
    etag = d.kantoor.regisseur.vraag("GET", pad).headers["ETag"]
    d.kantoor.naar_stap(3)
    vraag = ("POST", f"{pad}/_vaststellen", {"headers": {"If-Match": etag}})
    antwoorden = d.kantoor.regisseur.tegelijk(vraag, vraag)
    assert sorted(een.status_code for een in antwoorden) == [200, 412]
    (te_laat,) = [een for een in antwoorden if een.status_code == 412]
    assert "opnieuw" in te_laat.json()["detail"]
    with d.bureau("gemeente").uitwisseling.dienst.lezend() as sessie:
        assert len(opslag.bevestigingen(sessie, lijst["id"])) == 2


def test_wie_toevoegt_terwijl_een_ander_vaststelt_raakt_niemand_kwijt(d: Driehoek) -> None:
    lijst = _netto(d)
    pad = f"{d.pad}/{lijst['id']}"
    etag = d.kantoor.regisseur.vraag("GET", pad).headers["ETag"]
    d.persoon("gemeente", _wie())
    erbij, vast = d.kantoor.regisseur.tegelijk(
        ("POST", d.pad, {"json": {}}),
        ("POST", f"{pad}/_vaststellen", {"headers": {"If-Match": etag}}),
    )
    assert erbij.status_code == 201, erbij.text
    # Of zij kwam eerst, en dan is de lijst veranderd of niet compleet; of hij stond al vast.
    assert vast.status_code in (200, 409, 412), vast.text
    for kop in d.kantoor.regisseur.haal(d.pad)["namenlijsten"]:
        standen = {r["stand"] for r in d.kantoor.regisseur.haal(f"{d.pad}/{kop['id']}")["regels"]}
        assert kop["stand"] != "vastgesteld" or standen == {"blijft"}


def test_twee_die_dezelfde_fout_melden_starten_een_verbetering(d: Driehoek) -> None:
    persoon = d.persoon("politie", _wie())
    delen = [{"persoon": persoon, "gegevenssoort": "NAW", "grondslag": "WPG16_1_B_2"}]
    d.geef("politie", "gemeente", delen, d.vraag("gemeente", "politie"))
    eigen = {"groep": d.groep, "persoon": persoon, "gegevenssoort": "NAW"}
    start = {"json": {"aard": "onjuist", "reden": "Verkeerd (verzonnen).", "eigen": eigen}}
    vraag = ("POST", "/verbeteringen", start)
    antwoorden = d.kantoor.analist.tegelijk(vraag, vraag)
    assert sorted(een.status_code for een in antwoorden) == [201, 409]
    lopend = d.kantoor.analist.haal(f"/verbeteringen?groep={d.groep}")["verbeteringen"]
    assert len(lopend) == 1


# --- 2. Een stap buiten de volgorde ---


def test_een_namenlijst_in_een_verkeerde_stap_zegt_welke_stap_er_bij_hoort(d: Driehoek) -> None:
    lijst = _netto(d)
    d.kantoor.naar_stap(7)
    geweigerd = d.stel_vast(lijst["id"])
    assert geweigerd.status_code == 409
    assert "in stap 7" in geweigerd.json()["detail"]
    assert "in stap 3, 4, 5, 6" in geweigerd.json()["detail"]
    assert d.kantoor.regisseur.vraag("POST", d.pad, json={}).status_code == 409


# --- 3. Iemand is te oud geworden ---


def test_gisteren_samengesteld_en_vandaag_vierentwintig(d: Driehoek) -> None:
    persoon = d.persoon("politie", _wie("2002-11-24"))
    verzoek = d.vraag("gemeente", "politie")
    d.wereld.gateway.storingen.append("weg")
    opdracht = d.kantoor.opdracht(persoon, verzoek)
    stand = d.kantoor.analist.maak("/verstrekkingen", opdracht, 202)
    pad = f"/groepen/{d.groep}/leeftijdsgrenzen"
    assert d.kantoor.analist.haal(pad)["leeftijdsgrenzen"] == []

    d.wereld.klok.vooruit(hours=20)
    d.bureau("politie").ronde()
    stand = d.kantoor.stand(stand["id"])
    assert stand["status"] == "geweigerd"
    assert {reden["poort"] for reden in stand["besluit"]["redenen"]} == {6}
    (taak,) = d.kantoor.analist.haal(pad)["leeftijdsgrenzen"]
    assert (taak["persoonId"], taak["leeftijdsklasse"], taak["sinds"], taak["uiterlijk"]) == (
        persoon, "24+", "2026-11-24", "2026-12-24",
    )  # fmt: skip
    d.kantoor.analist.vraag("DELETE", f"/groepen/{d.groep}/leden/{taak['betrokkene']}")
    assert d.kantoor.analist.haal(pad)["leeftijdsgrenzen"] == []


def test_een_kind_wordt_zestien_en_de_ouder_gaat_na_dertig_dagen_vanzelf(d: Driehoek) -> None:
    kind = d.persoon("gemeente", _wie("2010-11-24"))
    ouder = str(
        d.kantoor.regisseur.maak(
            "/personen", {"naam": _wie()[0], "geboortedatum": "1980-01-02", "adres": "Pad 1"}
        )["id"]
    )
    relatie = {"ouderId": ouder, "soort": "ouder"}
    d.kantoor.regisseur.maak(f"/personen/{kind}/vertegenwoordigers", relatie)
    lid = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    d.kantoor.regisseur.maak(f"/groepen/{d.groep}/leden", lid)
    for wie in (kind, ouder):
        d.informeer(wie)

    def delen(*wie: str) -> list[dict[str, Any]]:
        return [
            {"persoon": p, "gegevenssoort": s, "grondslag": "AVG6_1_E", "kenmerken": TAAK}
            for p in wie
            for s in ("NAW", "GEBOORTEDATUM")
        ]

    # In stap 5: daar loopt de termijn van de brutolijst niet.
    d.kantoor.naar_stap(5, prioritering="ja")
    opdracht = {
        **d.kantoor.opdracht(ouder, None),
        "stap": 5,
        "ontvanger": "politie",
        "ontvangendeMedewerker": d.kantoor.analist_id,
        "onderdelen": delen(kind, ouder),
    }
    assert d.kantoor.regisseur.vraag("POST", "/verstrekkingen", json=opdracht).status_code == 201
    d.wereld.klok.vooruit(days=1)
    opdracht = {**opdracht, "onderdelen": delen(ouder)}
    geweigerd = d.kantoor.regisseur.vraag("POST", "/verstrekkingen", json=opdracht)
    assert {reden["poort"] for reden in geweigerd.json()["redenen"]} == {6}
    # Over het kind zelf mag het nog: zijn eigen informatiestatus telt.
    goed = {**opdracht, "onderdelen": delen(kind)}
    assert d.kantoor.regisseur.vraag("POST", "/verstrekkingen", json=goed).status_code == 201

    pad = f"/groepen/{d.groep}/leeftijdsgrenzen"
    (taak,) = d.kantoor.analist.haal(pad)["leeftijdsgrenzen"]
    assert (taak["categorie"], taak["sinds"], taak["uiterlijk"]) == (2, "2026-11-24", "2026-12-24")
    ontvangen = f"/ontvangen-gegevens?groep={d.groep}"

    def categorieen() -> set[int]:
        return {g["categorie"] for g in d.kantoor.analist.haal(ontvangen)["ontvangenGegevens"]}

    assert categorieen() == {1, 2}
    d.wereld.klok.vooruit(days=30)
    _onderhoud(d, "politie")
    assert 2 in categorieen(), "de laatste dag telt mee"
    d.wereld.klok.vooruit(days=1)
    assert _onderhoud(d, "politie")["naLeeftijd"] >= 1
    assert 2 not in categorieen()
    assert d.kantoor.analist.haal(pad)["leeftijdsgrenzen"] == []


def _onderhoud(d: Driehoek, code: str) -> dict[str, int]:
    dienst = d.bureau(code).geheel
    return dict(d.wereld.doe(draai_onderhoud(dienst, timedelta(minutes=15))))


# --- 4. Het onderzoek loopt af ---


def test_het_onderzoek_loopt_tot_en_met_zijn_laatste_dag_en_daarna_hoort_het_om_niets(
    d: Driehoek,
) -> None:
    vlag = {"van": "2026-11-01", "tot": "2026-11-23"}
    d.kantoor.naar_stap(5, prioritering="ja", strafrechtelijkOnderzoek=vlag)
    persoon = d.persoon("gemeente", _wie())
    schrift = d.kantoor.opdracht(persoon, None)
    mondeling = {
        "groep": d.groep,
        "doel": schrift["doel"],
        "afweging": schrift["afweging"],
        "onderdelen": [
            {"persoon": persoon, "gegevenssoort": soort, "kenmerken": TAAK}
            for soort in ("NAW", "GEBOORTEDATUM")
        ],
        "toehoorders": [{"partij": "om", "medewerker": d.secretaris_id}],
    }
    d.wereld.klok.vooruit(hours=12, minutes=50)
    regisseur, toen = d.kantoor.regisseur, "2026-11-23T22:52:00Z"
    mag = regisseur.maak("/uitingen", mondeling)
    assert mag["magGezegd"] is True
    # Middernacht in Amsterdam.
    d.wereld.klok.vooruit(minutes=15)
    (geweigerd,) = regisseur.maak("/uitingen", mondeling, 403)["berichten"]
    assert {reden["poort"] for reden in geweigerd["redenen"]} == {13}
    # Wat al mocht en gezegd is, wordt alsnog bevestigd, en de inhoud gaat erachteraan.
    verteld = {"gezegdOp": toen, "berichten": [een["id"] for een in mag["berichten"]]}
    bevestigd = regisseur.vraag("POST", f"/uitingen/{mag['id']}/_bevestig", json=verteld)
    assert (bevestigd.status_code, bevestigd.json()["zonderToestemming"]) == (200, False)
    tot_rust(d, "gemeente")
    daar = d.secretaris.haal(f"/ontvangen-gegevens?groep={d.groep}")["ontvangenGegevens"]
    assert [g["status"] for g in daar] == ["actief", "actief"]


# --- 5. Dezelfde persoon onder twee schrijfwijzen ---


def test_een_andere_schrijfwijze_komt_binnen_als_voorstel_en_gaat_apart_weg(d: Driehoek) -> None:
    eigen = d.persoon("gemeente", ("Faas Verzonnenstijn", "2010-02-03"))
    ander = d.persoon("politie", ("Faas Versonnenstein", "2010-02-03"))
    delen = [
        {"persoon": ander, "gegevenssoort": s, "grondslag": "WPG16_1_B_2"}
        for s in ("NAW", "GEBOORTEDATUM")
    ]
    d.geef("politie", "gemeente", delen, d.vraag("gemeente", "politie"))
    lijst = d.stel_samen("gemeente")
    pad = f"{d.pad}/{lijst['id']}"
    (paar,) = d.kantoor.regisseur.haal(f"{pad}/samenvoegvoorstellen")["voorstellen"]
    assert {paar["regel"]["naam"], paar["andereRegel"]["naam"]} == {
        "Faas Verzonnenstijn", "Faas Versonnenstein",
    }  # fmt: skip

    def neem_samen(andere: str | None) -> dict[str, Any]:
        regel = next(r for r in d.lijst()["regels"] if r["id"] == paar["regel"]["id"])
        antwoord = d.kantoor.regisseur.vraag(
            "PUT",
            f"{pad}/regels/{regel['id']}/zelfde-persoon",
            json={"andereRegel": andere, "reden": "Bekeken (verzonnen)."},
            headers={"If-Match": regel["etag"]},
        )
        assert antwoord.status_code == 200, antwoord.text
        gelezen: dict[str, Any] = antwoord.json()
        return gelezen

    neem_samen(paar["andereRegel"]["id"])
    neem_samen(None)
    assert len(d.kantoor.regisseur.haal(f"{pad}/samenvoegvoorstellen")["voorstellen"]) == 1
    for regel in d.lijst()["regels"]:
        besluit = "blijft" if regel["persoonId"] == eigen else "verwijderd"
        assert d.weeg(lijst["id"], regel, besluit).status_code == 200
    d.kantoor.naar_stap(3)
    assert d.stel_vast(lijst["id"]).status_code == 200
    # Van de verwijderde schrijfwijze houdt de andere niets over.
    assert d.kantoor.ontvangen() == []
    (regel,) = d.lijst()["regels"]
    assert (regel["naam"], regel["bronnen"]) == ("Faas Verzonnenstijn", ["gemeente"])


# --- 6. Geweigerd nadat het bestand verder ging ---


def _verbeter(d: Driehoek, persoon: str, adres: str) -> None:
    etag = d.kantoor.analist.vraag("GET", f"/personen/{persoon}").headers["etag"]
    antwoord = d.kantoor.analist.vraag(
        "PATCH",
        f"/personen/{persoon}",
        json={"adres": adres, "reden": "Nagekeken."},
        headers={"If-Match": etag},
    )
    assert antwoord.status_code == 200, antwoord.text


def _opnieuw(d: Driehoek, bericht: str, **anders: Any) -> httpx.Response:
    pad = f"/verstrekkingen/{bericht}/_hersamenstellen"
    return d.kantoor.analist.vraag("POST", pad, json=anders)


def _geweigerd(d: Driehoek, persoon: str) -> str:
    """Een verstrekking aan iemand die het niet (meer) mag krijgen; het id."""
    opdracht = d.kantoor.opdracht(persoon, d.vraag("gemeente", "politie"))
    opdracht["ontvangendeMedewerker"] = d.secretaris_id
    antwoord = d.kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.status_code == 403, antwoord.text
    gevonden = d.kantoor.analist.haal(f"/verstrekkingen?groep={d.groep}&status=geweigerd")
    return str(gevonden["verstrekkingen"][-1]["id"])


def test_wat_geweigerd_is_gaat_opnieuw_met_het_bestand_van_nu_en_een_keer(d: Driehoek) -> None:
    persoon = d.persoon("politie", _wie())
    eerste = _geweigerd(d, persoon)
    _verbeter(d, persoon, "Nieuwpad 9")
    tweede = _opnieuw(d, eerste, ontvangendeMedewerker=d.kantoor.regisseur_id)
    assert tweede.status_code == 201, tweede.text
    assert (tweede.json()["opnieuwVan"], tweede.json()["status"]) == (eerste, "afgeleverd")
    (naw,) = [g for g in d.kantoor.ontvangen() if g["gegevenssoort"] == "NAW"]
    assert naw["gegevens"]["adres"] == "Nieuwpad 9"
    nogmaals = _opnieuw(d, eerste, ontvangendeMedewerker=d.kantoor.regisseur_id)
    assert nogmaals.json()["id"] == tweede.json()["id"]
    assert len(d.kantoor.ontvangen()) == 2
    for bericht, handelingen in (
        (eerste, ["toegezegd", "geweigerd"]),
        (tweede.json()["id"], ["toegezegd", "afgeleverd"]),
    ):
        regels = d.kantoor.analist.haal(f"/journaal?bericht={bericht}")["journaal"]
        assert [regel["handeling"] for regel in regels] == handelingen
    assert _opnieuw(d, tweede.json()["id"]).status_code == 409, "dat kwam aan"


def test_weigert_de_ontvanger_zelf_dan_gaat_het_ook_opnieuw_met_het_bestand_van_nu(
    d: Driehoek,
) -> None:
    persoon = d.persoon("politie", _wie())
    opdracht = d.kantoor.opdracht(persoon, d.vraag("gemeente", "politie"))
    with d.verkeerde_sleutel("gemeente"):
        eerste = d.kantoor.analist.maak("/verstrekkingen", opdracht)
    assert eerste["status"] == "geweigerd"
    assert eerste["laatsteFout"].startswith("De ontvanger weigert het bericht:")
    _verbeter(d, persoon, "Nieuwpad 9")
    tweede = _opnieuw(d, eerste["id"])
    assert (tweede.json()["status"], tweede.json()["opnieuwVan"]) == ("afgeleverd", eerste["id"])
    (naw,) = [g for g in d.kantoor.ontvangen() if g["gegevenssoort"] == "NAW"]
    assert (naw["gegevens"]["adres"], naw["bericht"]) == ("Nieuwpad 9", tweede.json()["id"])


def test_wie_intussen_weg_is_wordt_genoemd_en_er_gaat_niets(d: Driehoek) -> None:
    persoon = d.persoon("politie", _wie())
    bericht = _geweigerd(d, persoon)
    leden = d.kantoor.analist.haal(f"/groepen/{d.groep}/leden")["leden"]
    d.kantoor.analist.vraag("DELETE", f"/groepen/{d.groep}/leden/{leden[0]['betrokkene']}")
    wie = {"ontvangendeMedewerker": d.kantoor.regisseur_id}
    geen_lid = _opnieuw(d, bericht, **wie)
    assert geen_lid.status_code == 400
    assert geen_lid.json()["fouten"][0]["melding"].startswith("Deze persoon is geen lid")
    dienst = d.bureau("politie").uitwisseling.dienst
    vernietig_persoon(dienst, persoon, door=None, grond="termijn")
    assert _opnieuw(d, bericht, **wie).status_code == 410
    assert d.kantoor.ontvangen() == []


def test_wat_wachtte_gaat_niet_meer_als_het_intussen_is_gewijzigd_of_betwist(d: Driehoek) -> None:
    persoon = d.persoon("politie", _wie())
    ander = d.persoon("politie", _wie())
    opdrachten = [d.kantoor.opdracht(p, d.vraag("gemeente", "politie")) for p in (persoon, ander)]
    ids = []
    for opdracht in opdrachten:
        d.wereld.gateway.storingen.append("weg")
        ids.append(d.kantoor.analist.maak("/verstrekkingen", opdracht, 202)["id"])
    _verbeter(d, persoon, "Nieuwpad 9")
    eigen = {"groep": d.groep, "persoon": ander, "gegevenssoort": "NAW"}
    start = {"aard": "onjuist", "reden": "Verkeerd (verzonnen).", "eigen": eigen}
    d.kantoor.analist.maak("/verbeteringen", start)
    d.wereld.klok.vooruit(minutes=10)
    tot_rust(d, "politie")
    gewijzigd, betwist = (d.kantoor.stand(bericht) for bericht in ids)
    assert (gewijzigd["status"], betwist["status"]) == ("dood", "dood")
    assert "intussen gewijzigd" in gewijzigd["laatsteFout"]
    assert "verbetering" in betwist["laatsteFout"]
    assert d.kantoor.ontvangen() == []
    opnieuw = _opnieuw(d, ids[0])
    assert opnieuw.json()["status"] == "afgeleverd", opnieuw.text
    (naw,) = [g for g in d.kantoor.ontvangen() if g["gegevenssoort"] == "NAW"]
    assert naw["gegevens"]["adres"] == "Nieuwpad 9"
