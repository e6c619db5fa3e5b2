"""Elke partij legt eigen maatwerk vast; wat ervan naar buiten gaat is dat het is gedaan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.actiewerk import BEVESTIGD
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import HARD, aan, bij, geef, in_een_blad, lees, nieuwe_dag

RONDE = "Elke vrijdag een extra ronde bij het winkelcentrum."
INTERN = "De zittingen over deze groep worden na elkaar gepland."
VAN_OM = {
    "soort": "zitting-versnellen",
    "recidivebeperkend": True,
    "intern": INTERN,
    "terugkoppeling": "Het deel van het OM loopt.",
    **BEVESTIGD,
}
EIGEN = {"omschrijving": RONDE, **BEVESTIGD}
GEDAAN = {"onderwerp": "maatwerk", "gedaan": True}


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    return nieuwe_dag(gedeelde_driehoek)


def _leg_vast(driehoek: Driehoek, code: str, status: int = 201, **anders: Any) -> Any:
    klant, pad = driehoek.klant(code)[0], f"/groepen/{driehoek.groep}/maatwerk"
    return klant.maak(pad, {**(VAN_OM if code == "om" else EIGEN), **anders}, status)


def _vertel(driehoek: Driehoek, code: str, maatwerk: str, status: int = 201) -> Any:
    return driehoek.klant(code)[0].maak(f"/maatwerk/{maatwerk}/_terugkoppelen", {}, status)


@pytest.mark.parametrize("code", ["politie", "gemeente"])
def test_ook_politie_en_gemeente_leggen_eigen_maatwerk_vast(driehoek: Driehoek, code: str) -> None:
    gemaakt = _leg_vast(driehoek, code)
    pad = f"/groepen/{driehoek.groep}/maatwerk"
    assert driehoek.klant(code)[0].haal(pad)["maatwerk"] == [gemaakt]
    assert (gemaakt["omschrijving"], gemaakt["stuk"]) == (RONDE, None)
    assert gemaakt["aard"]["code"] == "inspanning"
    for ander in {"politie", "gemeente"} - {code}:
        assert driehoek.klant(ander)[0].haal(pad)["maatwerk"] == []
    tijdlijn = driehoek.klant(code)[0].haal(f"/groepen/{driehoek.groep}/tijdlijn?zoom=alles")
    assert "Eigen maatwerk vastgelegd" in [een["titel"] for een in tijdlijn["feiten"]]
    fouten = _leg_vast(driehoek, code, 400, omschrijving=HARD)["fouten"]
    assert [een["pad"] for een in fouten] == ["/omschrijving"]


@pytest.mark.parametrize("code", ["om", "politie"])
def test_de_gemeente_hoort_dat_maatwerk_is_gedaan_en_verder_niets(
    driehoek: Driehoek, code: str
) -> None:
    maatwerk = _leg_vast(driehoek, code)["id"]
    verteld = _vertel(driehoek, code, maatwerk)
    (stuk,) = bij(driehoek, "gemeente", "&stuk=terugkoppeling")
    assert (stuk["van"], stuk["stand"]) == (code, "geldt")
    assert lees(driehoek, "gemeente", stuk["id"])["gegevens"] == GEDAAN
    assert verteld["stuk"] == bij(driehoek, code, "&stuk=terugkoppeling")[0]["id"]
    # Nog eens vertellen is hetzelfde nieuws.
    assert "al verteld" in _vertel(driehoek, code, maatwerk, 409)["detail"]
    assert len(bij(driehoek, "gemeente", "&stuk=terugkoppeling")) == 1
    assert not in_een_blad(driehoek, INTERN)


def test_het_om_zegt_ook_los_niets_dan_dat_het_is_gedaan(driehoek: Driehoek) -> None:
    def opdracht(**gegevens: Any) -> dict[str, Any]:
        return {
            "stuk": "terugkoppeling",
            "groep": driehoek.groep,
            "ontvangers": aan(driehoek, "gemeente"),
            "gegevens": {**GEDAAN, **gegevens},
            **BEVESTIGD,
        }

    for meer in (
        {"toelichting": "De zittingen zijn versneld."},
        {"datum": "2026-11-20"},
        {"onderwerp": "overig"},
        {"gedaan": False},
    ):
        fouten = geef(driehoek, "om", opdracht(**meer), 400)["fouten"]
        assert [een["pad"] for een in fouten] == ["/gegevens"]
        assert "alleen dat maatwerk is gedaan" in fouten[0]["melding"]
    assert bij(driehoek, "gemeente") == []
    geef(driehoek, "om", opdracht())
    # De politie koppelt een actie of een signaal terug, in woorden over niemand.
    geef(driehoek, "politie", opdracht(onderwerp="signaal", toelichting="Het is nagegaan."))
    assert len(bij(driehoek, "gemeente", "&stuk=terugkoppeling")) == 2


def test_de_gemeente_vertelt_haar_maatwerk_niet_apart(driehoek: Driehoek) -> None:
    maatwerk = _leg_vast(driehoek, "gemeente")["id"]
    assert "geen partij" in _vertel(driehoek, "gemeente", maatwerk, 409)["detail"]


def test_van_wie_weg_is_komt_het_later_en_een_keer(driehoek: Driehoek) -> None:
    maatwerk = _leg_vast(driehoek, "om")["id"]
    driehoek.wereld.sluit_af("gemeente")
    _vertel(driehoek, "om", maatwerk, 202)
    _vertel(driehoek, "om", maatwerk, 409)
    driehoek.wereld.sluit_aan("gemeente")
    driehoek.wereld.klok.vooruit(minutes=10)
    driehoek.bureau("om").ronde()
    assert len(bij(driehoek, "gemeente", "&stuk=terugkoppeling")) == 1
