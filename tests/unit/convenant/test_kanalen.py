"""Langs welke weg iets gedeeld mag worden, per partij, en wat die weg vraagt."""

import pytest

from tests.unit.convenant.gevallenbouw import TOEGESTAAN, beslis, met, poorten

DRIEHOEK = {"soort": "driehoek", "locatie": "politie", "deelnemersVoorafGeregistreerd": True}
EIGEN_GEGEVENS = ["politie aan gemeente", "gemeente aan politie"]
SCHRIFTELIJK = [
    "politie aan gemeente",
    "brutolijst aan om",
    "om aan gemeente",
    "justitieel",
    "gemeente aan politie",
]


def _plichten(naam: str, wijziging: dict[str, object]) -> set[str]:
    besluit = beslis(met(TOEGESTAAN[naam](), wijziging))
    assert besluit.redenen == ()
    return {plicht.code for plicht in besluit.plichten}


@pytest.mark.parametrize("naam", EIGEN_GEGEVENS)
def test_politie_en_burgemeester_delen_in_een_overleg(naam: str) -> None:
    wijziging = {"kop/kanaal": "overleg", "kop/overleg": DRIEHOEK}
    assert "VERSLAG" in _plichten(naam, wijziging)


@pytest.mark.parametrize("naam", [*EIGEN_GEGEVENS, "om aan gemeente"])
def test_elke_partij_deelt_aan_de_telefoon(naam: str) -> None:
    assert "VERSLAG" in _plichten(naam, {"kop/kanaal": "telefoon"})


@pytest.mark.parametrize("naam", SCHRIFTELIJK)
def test_wat_op_schrift_gaat_wordt_versleuteld(naam: str) -> None:
    plichten = _plichten(naam, {"kop/kanaal": "koppelvlak"})
    assert "VERSLEUTELEN" in plichten
    assert "VERSLAG" not in plichten


@pytest.mark.parametrize("naam", SCHRIFTELIJK)
@pytest.mark.parametrize("kanaal", ["e-mail", "whatsapp", "usb", "papier", "Telefoon"])
def test_een_andere_weg_staat_voor_niemand_open(naam: str, kanaal: str) -> None:
    assert 14 in poorten(TOEGESTAAN[naam](), {"kop/kanaal": kanaal})
