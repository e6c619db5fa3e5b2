"""De nettolijst is een stuk als elk ander: één versie, met voor elke houder zijn eigen deel."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.driehoek import KNIKKER, STERRIN, TAAK, Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import bij, lees, nieuwe_dag, trek_in


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    driehoek = nieuwe_dag(gedeelde_driehoek)
    driehoek.kantoor.naar_stap(2)
    return driehoek


def _nettolijsten(driehoek: Driehoek, code: str) -> list[dict[str, Any]]:
    return bij(driehoek, code, "&stuk=nettolijst")


def _leden(driehoek: Driehoek, code: str) -> set[str]:
    """De namen van wie bij een partij nog lid van de groep is."""
    klant = driehoek.klant(code)[0]
    leden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    return {klant.haal(f"/personen/{lid['persoonId']}")["naam"] for lid in leden}


def _geef_aan_om(driehoek: Driehoek, *namen: str) -> None:
    """Het om vroeg ook de gemeente wie zij kent."""
    delen = [
        {
            "persoon": driehoek.personen[f"gemeente:{naam}"],
            "gegevenssoort": soort,
            "grondslag": "AVG6_1_E",
            "kenmerken": TAAK,
        }
        for naam in namen
        for soort in ("NAW", "GEBOORTEDATUM")
    ]
    driehoek.geef("gemeente", "om", delen, driehoek.vraag("om", "gemeente"))


def test_een_stuk_met_voor_elke_houder_zijn_eigen_deel(driehoek: Driehoek) -> None:
    lijst = driehoek.naar_netto()
    (gegeven,) = _nettolijsten(driehoek, "gemeente")
    assert (gegeven["id"], gegeven["versie"], gegeven["stand"]) == (lijst, 1, "geldt")
    assert {een["partij"] for een in gegeven["ontvangers"]} == {"politie", "om"}
    (bij_politie,) = _nettolijsten(driehoek, "politie")
    (bij_om,) = _nettolijsten(driehoek, "om")
    aantal = {
        code: len(lees(driehoek, code, stuk["id"])["gegevens"]["verwijderen"])
        for code, stuk in (("politie", bij_politie), ("om", bij_om))
    }
    assert aantal == {"politie": 2, "om": 0}
    driehoek.ruim_op()
    assert {een["stand"] for een in driehoek.bevestigingen(lijst).values()} == {"bevestigd"}


def test_wie_de_ander_van_ons_heeft_en_blijft_houdt_hij(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    _geef_aan_om(driehoek, STERRIN[0])
    driehoek.kantoor.naar_stap(3)
    lijst = driehoek.weeg_allen(STERRIN[0])["id"]
    assert driehoek.stel_vast(lijst).status_code == 200
    driehoek.ruim_op()
    assert _leden(driehoek, "om") == {STERRIN[0]}


def test_elke_houder_zegt_wat_weg_is_tegen_ieder_die_het_gaf(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.bureau("gemeente").ronde()
    gateway = driehoek.wereld.gateway
    koppen = [een.ontvangen.kop_json for een in gateway.berichten.values()]
    gemeld = {
        (kop["afzender"], kop["ontvanger"]): kop["vernietigd"]
        for kop in koppen
        if kop["vernietigd"] is not None and kop["groep"] == driehoek.groep
    }
    # Het om kreeg zijn brutolijst van de politie en zegt het haar; de gemeente gaf het niets.
    assert len(gemeld["om", "politie"]["betrokkenen"]) == 2
    assert gemeld["om", "gemeente"]["betrokkenen"] == []
    # De gemeente kreeg Knikker van de politie, en ruimde hem zelf op.
    assert len(gemeld["gemeente", "politie"]["betrokkenen"]) == 1
    assert _leden(driehoek, "gemeente") & {KNIKKER[0]} == set()


def test_wie_haar_niet_aannam_krijgt_bij_opnieuw_dezelfde_versie(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    driehoek.kantoor.naar_stap(3)
    lijst = str(driehoek.weeg_allen(STERRIN[0])["id"])
    with driehoek.verkeerde_sleutel("om"):
        assert driehoek.stel_vast(lijst).status_code == 200
    (half,) = _nettolijsten(driehoek, "gemeente")
    assert {e["partij"]: e["status"] for e in half["ontvangers"]} == {
        "politie": "afgeleverd",
        "om": "geweigerd",
    }
    assert driehoek.verstuur(lijst, "om").json()["status"] == "afgeleverd"
    (heel,) = _nettolijsten(driehoek, "gemeente")
    assert (heel["id"], heel["versie"], len(heel["ontvangers"])) == (half["id"], 1, 3)
    assert [een["versie"] for een in _nettolijsten(driehoek, "om")] == [1]


def test_terugnemen_brengt_niets_terug_wat_al_is_vernietigd(driehoek: Driehoek) -> None:
    lijst = driehoek.naar_netto()
    driehoek.ruim_op()
    terug = trek_in(driehoek, "gemeente", lijst)
    assert terug["stand"] == "ingetrokken"
    assert _leden(driehoek, "politie") == {STERRIN[0]}
    assert [een["stand"] for een in _nettolijsten(driehoek, "politie")] == ["ingetrokken"]
