"""Een informatieverzoek beantwoorden zonder gegevens: niets bekend, geen grond, of later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.driehoek import STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import HARD, ZACHT, bij, in_een_blad, lees, nieuwe_dag

LATER = {"antwoord": "later", "verwacht": "2026-12-07"}
NIETS = {"antwoord": "niets_bekend"}


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    return nieuwe_dag(gedeelde_driehoek)


def _verzoek(driehoek: Driehoek) -> str:
    return driehoek.vraag("gemeente", "politie")


def _beantwoord(
    driehoek: Driehoek, verzoek: str, antwoord: dict[str, Any], status: int = 201
) -> Any:
    opdracht = {"bevestigdZonderPersonen": True, **antwoord}
    return driehoek.kantoor.analist.maak(
        f"/informatieverzoeken/{verzoek}/_beantwoord", opdracht, status
    )


def _open(driehoek: Driehoek, verzoek: str) -> set[bool]:
    """Of het bij wie het kreeg en bij wie het vroeg nog wacht."""
    return {
        driehoek.klant(code)[0].haal(f"/informatieverzoeken/{verzoek}")["teBeantwoorden"]
        for code in ("politie", "gemeente")
    }


def _geef_gegevens(driehoek: Driehoek, verzoek: str) -> dict[str, Any]:
    persoon = driehoek.persoon("politie", STERRIN)
    delen = [
        {"persoon": persoon, "gegevenssoort": soort, "grondslag": "WPG16_1_B_2"}
        for soort in ("NAW", "GEBOORTEDATUM")
    ]
    return driehoek.geef("politie", "gemeente", delen, verzoek, stap=3)


def _neem_vraag_terug(driehoek: Driehoek, verzoek: str) -> dict[str, Any]:
    terug = {"soort": "intrekking", "ontvanger": "politie", "groep": driehoek.groep}
    stand: dict[str, Any] = driehoek.kantoor.regisseur.maak(
        "/verstrekkingen", {**terug, "inReactieOp": verzoek}
    )
    return stand


@pytest.mark.parametrize("antwoord", ["niets_bekend", "geen_grond"])
def test_zo_een_antwoord_sluit_het_verzoek_bij_allebei(driehoek: Driehoek, antwoord: str) -> None:
    verzoek = _verzoek(driehoek)
    toelichting = "In de eigen systemen staat niets over deze groep."
    stuk = _beantwoord(driehoek, verzoek, {"antwoord": antwoord, "toelichting": toelichting})
    assert (stuk["stuk"], stuk["stand"], stuk["onderwerp"]) == ("antwoord", "geldt", verzoek)
    assert _open(driehoek, verzoek) == {False}
    (ontvanger,) = stuk["ontvangers"]
    assert ontvanger["partij"] == "gemeente"
    bij_gemeente = driehoek.kantoor.regisseur.haal(f"/informatieverzoeken/{verzoek}")
    assert bij_gemeente["beantwoordDoor"] == ontvanger["bericht"]
    (gekregen,) = bij(driehoek, "gemeente")
    assert gekregen["aan"] == driehoek.kantoor.regisseur_id, "aan wie het vroeg"
    gelezen = lees(driehoek, "gemeente", gekregen["id"])["gegevens"]
    assert gelezen == {"antwoord": antwoord, "toelichting": toelichting}
    assert not in_een_blad(driehoek, "eigen systemen")
    assert "al beantwoord" in _beantwoord(driehoek, verzoek, NIETS, 409)["detail"]


def test_later_houdt_het_open_tot_het_antwoord_er_is(driehoek: Driehoek) -> None:
    verzoek = _verzoek(driehoek)
    een = _beantwoord(driehoek, verzoek, LATER)
    assert _open(driehoek, verzoek) == {True}
    twee = _beantwoord(driehoek, verzoek, NIETS)
    assert (twee["versie"], twee["onderwerp"]) == (2, een["onderwerp"])
    assert _open(driehoek, verzoek) == {False}
    assert [stuk["versie"] for stuk in bij(driehoek, "gemeente")] == [2]


def test_gegevens_gaan_voor_op_een_antwoord_zonder(driehoek: Driehoek) -> None:
    verzoek = _verzoek(driehoek)
    _beantwoord(driehoek, verzoek, LATER)
    stand = _geef_gegevens(driehoek, verzoek)
    assert _open(driehoek, verzoek) == {False}
    for code in ("politie", "gemeente"):
        rij = driehoek.klant(code)[0].haal(f"/informatieverzoeken/{verzoek}")
        assert rij["beantwoordDoor"] == stand["id"]
    te_laat = _beantwoord(driehoek, verzoek, NIETS, 409)
    assert "met gegevens beantwoord" in te_laat["detail"]


def test_een_antwoord_dat_wordt_teruggenomen_laat_de_vraag_weer_open(driehoek: Driehoek) -> None:
    verzoek = _verzoek(driehoek)
    stuk = _beantwoord(driehoek, verzoek, NIETS)
    driehoek.kantoor.analist.maak(f"/stukken/{stuk['id']}/_intrekken", {})
    assert _open(driehoek, verzoek) == {True}
    _beantwoord(driehoek, verzoek, {"antwoord": "geen_grond"})
    assert _open(driehoek, verzoek) == {False}


def test_op_een_teruggenomen_vraag_is_geen_antwoord(driehoek: Driehoek) -> None:
    verzoek = _verzoek(driehoek)
    assert _neem_vraag_terug(driehoek, verzoek)["status"] == "afgeleverd"
    assert "ingetrokken" in _beantwoord(driehoek, verzoek, NIETS, 409)["detail"]
    assert bij(driehoek, "gemeente") == []


def test_kruisen_antwoord_en_terugnemen_elkaar_dan_is_de_vraag_beide_en_bij_allebei_gelijk(
    driehoek: Driehoek,
) -> None:
    verzoek = _verzoek(driehoek)
    # De intrekking is onderweg als de politie antwoordt.
    driehoek.wereld.sluit_af("politie")
    terug = {"soort": "intrekking", "ontvanger": "politie", "groep": driehoek.groep}
    antwoord = driehoek.kantoor.regisseur.vraag(
        "POST", "/verstrekkingen", json={**terug, "inReactieOp": verzoek}
    )
    assert antwoord.status_code == 202, antwoord.text
    driehoek.wereld.sluit_aan("politie")
    _beantwoord(driehoek, verzoek, NIETS)
    driehoek.wereld.klok.vooruit(minutes=10)
    driehoek.bureau("gemeente").ronde()
    rijen = [
        driehoek.klant(code)[0].haal(f"/informatieverzoeken/{verzoek}")
        for code in ("politie", "gemeente")
    ]
    assert len({rij["beantwoordDoor"] for rij in rijen}) == 1
    assert all(rij["teruggenomenOp"] and rij["beantwoordDoor"] for rij in rijen)
    assert {rij["teBeantwoorden"] for rij in rijen} == {False}


@pytest.mark.parametrize(
    ("antwoord", "pad"),
    [
        ({"antwoord": "later"}, "/verwacht"),
        ({"antwoord": "later", "verwacht": "2026-11-22"}, "/verwacht"),
        ({"antwoord": "niets_bekend", "verwacht": "2026-12-07"}, "/verwacht"),
        ({"antwoord": "misschien"}, "/antwoord"),
        ({"antwoord": "niets_bekend", "toelichting": HARD}, "/toelichting"),
    ],
)
def test_een_antwoord_dat_niet_klopt_gaat_niet_weg(
    driehoek: Driehoek, antwoord: dict[str, Any], pad: str
) -> None:
    verzoek = _verzoek(driehoek)
    fouten = _beantwoord(driehoek, verzoek, antwoord, 400)["fouten"]
    assert {fout["pad"] for fout in fouten} == {pad}
    assert _open(driehoek, verzoek) == {True}
    assert bij(driehoek, "politie") == bij(driehoek, "gemeente") == []


def test_alleen_wie_het_kreeg_antwoordt(driehoek: Driehoek) -> None:
    verzoek = _verzoek(driehoek)
    pad = f"/informatieverzoeken/{verzoek}/_beantwoord"
    zelf = driehoek.kantoor.regisseur.vraag("POST", pad, json=NIETS)
    assert (zelf.status_code, "de ander beantwoordt" in zelf.json()["detail"]) == (409, True)
    assert driehoek.secretaris.vraag("POST", pad, json=NIETS).status_code == 404
    elders, _ = driehoek.bureau("politie").medewerker(
        "analist", f"e.{driehoek.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    assert elders.vraag("POST", pad, json=NIETS).status_code == 403


def test_wijst_de_toelichting_misschien_iemand_aan_dan_wacht_het_antwoord_bij_de_ander(
    driehoek: Driehoek,
) -> None:
    verzoek = _verzoek(driehoek)
    stuk = _beantwoord(driehoek, verzoek, {**NIETS, "toelichting": ZACHT})
    assert stuk["ontvangers"][0]["apart"] is True
    regisseur = driehoek.kantoor.regisseur
    assert regisseur.haal(f"/informatieverzoeken/{verzoek}")["teBeantwoorden"] is True
    (tekst,) = regisseur.haal(f"/aparte-teksten?groep={driehoek.groep}")["aparteTeksten"]
    reden = {"reden": "Nakijken of hier iemand in staat."}
    for wat in ("_bekijk", "_vrijgeven"):
        regisseur.maak(f"/aparte-teksten/{tekst['id']}/{wat}", reden, 200)
    assert _open(driehoek, verzoek) == {False}
