"""Vooraf zien wat er precies weg zou gaan, op welke grond, en wat eraan in de weg staat."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.kantoor import Kantoor


@pytest.fixture
def persoon(kantoor: Kantoor) -> str:
    return kantoor.persoon()


def _voorbeeld(kantoor: Kantoor, opdracht: dict[str, Any]) -> Any:
    return kantoor.analist.maak("/verstrekkingen/_voorbeeld", opdracht, 200)


def test_het_voorbeeld_is_precies_wat_de_ontvanger_krijgt(kantoor: Kantoor, persoon: str) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    voorbeeld = _voorbeeld(kantoor, opdracht)
    assert voorbeeld["magWeg"]
    assert [g["convenant"] for g in voorbeeld["besluit"]["grondslagen"]] == ["3.1 en 4.2"] * 2
    assert {plicht["code"] for plicht in voorbeeld["besluit"]["plichten"]} >= {"LOGGEN"}
    stand = kantoor.analist.maak("/verstrekkingen", opdracht)
    ontvangen = kantoor.ontvangen()
    assert [d["gegevens"] for d in voorbeeld["onderdelen"]] == [g["gegevens"] for g in ontvangen]
    assert [d["betrokkene"] for d in voorbeeld["onderdelen"]] == [
        g["betrokkene"] for g in ontvangen
    ]
    verstuurd = kantoor.analist.haal(f"/verstrekkingen/{stand['id']}/inhoud")
    eigen = {"id", "tijdstip", "inhoudCommitment", "afweging"}
    assert {n: w for n, w in voorbeeld["kop"].items() if n not in eigen} == {
        n: w for n, w in verstuurd["kop"].items() if n not in eigen
    }


def test_een_voorbeeld_verstuurt_niets_en_bewaart_niets(kantoor: Kantoor, persoon: str) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    gateway = kantoor.wereld.gateway
    voor = len(gateway.aangeboden), len(gateway.boom.bladen)
    _voorbeeld(kantoor, opdracht)
    assert (len(gateway.aangeboden), len(gateway.boom.bladen)) == voor
    lijst = kantoor.analist.haal(f"/verstrekkingen?groep={kantoor.groep}")["verstrekkingen"]
    assert lijst == []


def test_een_voorbeeld_bekijken_wordt_vastgelegd(kantoor: Kantoor, persoon: str) -> None:
    _voorbeeld(kantoor, kantoor.opdracht(persoon, kantoor.vraag_om_informatie()))
    assert ("verstrekking", None, persoon) in kantoor.gelezen(kantoor.politie)


def test_het_voorbeeld_noemt_alle_poorten_die_dicht_zijn(kantoor: Kantoor, persoon: str) -> None:
    kantoor.naar_stap(4, prioritering=None)
    opdracht = kantoor.opdracht(persoon, None, stap=4, doel=None, kanaal="post")
    opdracht["onderdelen"][0]["grondslag"] = None
    voorbeeld = _voorbeeld(kantoor, opdracht)
    assert not voorbeeld["magWeg"]
    assert {r["poort"] for r in voorbeeld["besluit"]["redenen"]} == {7, 10, 11, 14}
    assert {r["onderdeel"] for r in voorbeeld["besluit"]["redenen"] if r["poort"] == 11} == {0}


def test_een_kind_van_elf_ziet_de_medewerker_al_in_het_voorbeeld_geweigerd(
    kantoor: Kantoor,
) -> None:
    jong = kantoor.persoon("Knikker Bedenksel", "2015-02-03")
    voorbeeld = _voorbeeld(kantoor, kantoor.opdracht(jong, kantoor.vraag_om_informatie()))
    assert {d["leeftijdsklasse"] for d in voorbeeld["kop"]["onderdelen"]} == {"0-11"}
    assert {r["poort"] for r in voorbeeld["besluit"]["redenen"]} == {6}


def test_een_gateway_die_anders_beslist_is_een_alarm(kantoor: Kantoor, persoon: str) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    gateway = kantoor.wereld.gateway
    gateway.toestand_anders = {"groep": None}
    try:
        antwoord = kantoor.analist.vraag("POST", "/verstrekkingen/_voorbeeld", json=opdracht)
    finally:
        gateway.toestand_anders = {}
    assert antwoord.status_code == 502
    assert antwoord.json()["type"].endswith("/besluit-wijkt-af")
    assert "onderdelen" not in antwoord.json()


def test_een_gateway_die_over_een_partij_iets_anders_zegt_dan_zij_zelf_is_een_alarm(
    kantoor: Kantoor, persoon: str
) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    gateway = kantoor.wereld.gateway
    echt = {"actief": True, "dpiaGoedgekeurd": True}
    zegt = {"gemeente": {"actief": True, "dpiaGoedgekeurd": False}, "politie": echt, "om": echt}
    gateway.toestand_anders = {"partijen": zegt}
    try:
        antwoord = kantoor.analist.vraag("POST", "/verstrekkingen/_voorbeeld", json=opdracht)
    finally:
        gateway.toestand_anders = {}
    assert antwoord.status_code == 502
    assert antwoord.json()["type"].endswith("/besluit-wijkt-af")
    assert "zelf ondertekende" in antwoord.json()["detail"]


def test_zonder_gateway_is_er_geen_voorbeeld(kantoor: Kantoor, persoon: str) -> None:
    kantoor.wereld.gateway.weg = True
    try:
        antwoord = kantoor.analist.vraag(
            "POST", "/verstrekkingen/_voorbeeld", json=kantoor.opdracht(persoon, None)
        )
    finally:
        kantoor.wereld.gateway.weg = False
    assert antwoord.status_code == 503
    assert int(antwoord.headers["Retry-After"]) > 0


def test_een_ouder_krijgt_de_leeftijdsklasse_van_het_kind(kantoor: Kantoor) -> None:
    kind = kantoor.persoon("Kruimel Fantasiewoud", "2013-05-06")
    ouder = kantoor.analist.maak(
        "/personen", {"naam": "Hommel Fantasiewoud", "geboortedatum": "1980-01-02"}
    )["id"]
    pad = f"/personen/{kind}/vertegenwoordigers"
    kantoor.analist.maak(pad, {"ouderId": ouder, "soort": "ouder"})
    lid = kantoor.analist.maak(
        f"/groepen/{kantoor.groep}/leden",
        {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind},
    )
    voorbeeld = _voorbeeld(
        kantoor, kantoor.opdracht(ouder, kantoor.vraag_om_informatie(), soorten=("GEBOORTEDATUM",))
    )
    (deel,) = voorbeeld["kop"]["onderdelen"]
    assert (deel["categorie"], deel["leeftijdsklasse"]) == (2, "12-15")
    assert deel["kind"] == lid["kind"] != kind
    assert voorbeeld["magWeg"], voorbeeld["besluit"]


def test_wat_het_bestand_zegt_kan_de_medewerker_niet_anders_verklaren(
    kantoor: Kantoor, persoon: str
) -> None:
    kantoor.naar_stap(3)
    stuk = kantoor.analist.maak(
        f"/personen/{persoon}/politiegegevens",
        {
            "artikel": "8",
            "omschrijving": "Gezien bij vernieling.",
            "eersteVerwerking": "2026-05-01",
            "aard": "feit",
            "bijzonder": False,
            "derdenVerwijderd": True,
        },
    )
    opdracht = kantoor.opdracht(persoon, None, stap=3, soorten=("WPG8",))
    opdracht["onderdelen"][0] |= {
        "gegeven": stuk["id"],
        "kenmerken": {"eersteVerwerking": "2026-11-01"},
    }
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen/_voorbeeld", json=opdracht)
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "/onderdelen/0/kenmerken/eersteVerwerking"
    del opdracht["onderdelen"][0]["kenmerken"]
    (deel,) = _voorbeeld(kantoor, opdracht)["kop"]["onderdelen"]
    assert deel["kenmerken"]["eersteVerwerking"] == "2026-05-01"


def test_wat_het_bestand_niet_kan_weten_verklaart_de_medewerker(
    kantoor: Kantoor, persoon: str
) -> None:
    opdracht = kantoor.opdracht(persoon, None, soorten=("NAW",))
    opdracht["onderdelen"][0]["kenmerken"] = {"extraMotivering": True}
    (deel,) = _voorbeeld(kantoor, opdracht)["kop"]["onderdelen"]
    assert deel["kenmerken"] == {"extraMotivering": True}


@pytest.mark.parametrize("pad", ["/verstrekkingen/_voorbeeld", "/verstrekkingen"])
def test_wat_bij_een_ander_hoort_verklaart_niemand(
    kantoor: Kantoor, persoon: str, pad: str
) -> None:
    opdracht = kantoor.opdracht(persoon, None, soorten=("NAW",))
    opdracht["onderdelen"][0]["kenmerken"] = {"taakgrondslag": "GEMW172"}
    antwoord = kantoor.analist.vraag("POST", pad, json=opdracht)
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert fout["pad"] == "/onderdelen/0/kenmerken/taakgrondslag"
    assert "extraMotivering" in fout["melding"]


def test_het_voorbeeld_zegt_per_onderdeel_of_het_mag_en_wat_weg_moet(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon(email="sterrin@verzonnen.example")
    opdracht = kantoor.opdracht(
        persoon, kantoor.vraag_om_informatie(), soorten=("NAW", "TEL_EMAIL", "GEBOORTEDATUM")
    )
    voorbeeld = _voorbeeld(kantoor, opdracht)
    assert not voorbeeld["magWeg"]
    assert [deel["mag"] for deel in voorbeeld["onderdelen"]] == [True, False, True]
    assert [bool(deel["grond"]) for deel in voorbeeld["onderdelen"]] == [True, False, True]
    assert voorbeeld["onderdelen"][0]["grond"]["code"] == "WPG16_1_B_2"
    (reden,) = voorbeeld["onderdelen"][1]["redenen"]
    assert reden["code"] == "SOORT_NIET_IN_STAP"
    assert reden["zin"].startswith("Het delen van telefoonnummer en e-mailadres hoort niet")
    assert "onderdeel" not in reden["zin"]
    assert (voorbeeld["weglaten"], voorbeeld["voorAlles"]) == ([1], [])
    # Wat het voorstelt gaat zo de deur uit.
    geweigerd = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert geweigerd.status_code == 403
    stand = kantoor.analist.maak("/verstrekkingen", voorbeeld["zonder"])
    assert stand["status"] == "afgeleverd"
    assert {een["gegevenssoort"] for een in kantoor.ontvangen()} == {"NAW", "GEBOORTEDATUM"}


def test_dezelfde_oorzaak_staat_er_een_keer_met_alle_plaatsen(kantoor: Kantoor) -> None:
    jong = kantoor.persoon("Knikker Bedenksel", "2015-02-03")
    oud = kantoor.persoon()
    opdracht = kantoor.opdracht(jong, kantoor.vraag_om_informatie())
    opdracht["onderdelen"] += kantoor.opdracht(oud, None)["onderdelen"]
    voorbeeld = _voorbeeld(kantoor, opdracht)
    assert len(voorbeeld["besluit"]["redenen"]) == 2
    (reden,) = voorbeeld["redenen"]
    assert reden["onderdelen"] == [0, 1]
    assert reden["zin"].startswith("In dit gegeven is de leeftijdsklasse '0-11'")
    assert voorbeeld["weglaten"] == [0, 1]
    assert [een["persoon"] for een in voorbeeld["zonder"]["onderdelen"]] == [oud, oud]


def test_wat_voor_het_hele_bericht_geldt_staat_er_apart_en_weglaten_helpt_dan_niet(
    kantoor: Kantoor, persoon: str
) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie(), doel=None)
    voorbeeld = _voorbeeld(kantoor, opdracht)
    assert [een["code"] for een in voorbeeld["voorAlles"]] == ["DOEL_ONTBREEKT"]
    assert [deel["redenen"] for deel in voorbeeld["onderdelen"]] == [[], []]
    assert (voorbeeld["weglaten"], voorbeeld["zonder"]) == (None, None)


def test_als_alles_mag_hoeft_er_niets_weg(kantoor: Kantoor, persoon: str) -> None:
    voorbeeld = _voorbeeld(kantoor, kantoor.opdracht(persoon, kantoor.vraag_om_informatie()))
    assert voorbeeld["magWeg"]
    assert [deel["mag"] for deel in voorbeeld["onderdelen"]] == [True, True]
    assert (voorbeeld["redenen"], voorbeeld["weglaten"], voorbeeld["zonder"]) == ([], None, None)


def test_een_reden_noemt_geen_nummer_en_geen_lid_van_de_kop(kantoor: Kantoor, persoon: str) -> None:
    voorbeeld = _voorbeeld(kantoor, kantoor.opdracht(persoon, None))
    (reden,) = voorbeeld["redenen"]
    assert (reden["code"], reden["onderdelen"]) == ("VERZOEK_ONTBREEKT", [])
    assert "inReactieOp" not in reden["zin"]
    assert "inReactieOp" in voorbeeld["besluit"]["redenen"][0]["uitleg"]
