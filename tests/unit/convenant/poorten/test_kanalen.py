"""Langs welke weg iets gedeeld mag worden, per partij, en wat die weg vraagt."""

import pytest

from shared.convenant.regels.laden import standaard_convenant
from tests.unit.convenant.gevallen import TOEGESTAAN, bekendheid_in_driehoek
from tests.unit.convenant.gevallenbouw import (
    LOOPT,
    Document,
    beslis,
    in_overleg,
    met,
    per_telefoon,
    poorten,
)

EIGEN_GEGEVENS = ["politie aan gemeente", "gemeente aan politie"]
SCHRIFTELIJK = [
    "politie aan gemeente",
    "brutolijst aan om",
    "om aan gemeente",
    "justitieel",
    "gemeente aan politie",
]


def _plichten(verzoek: Document) -> set[str]:
    besluit = beslis(verzoek)
    assert besluit.redenen == ()
    return {plicht.code for plicht in besluit.plichten}


@pytest.mark.parametrize("naam", EIGEN_GEGEVENS)
def test_politie_en_burgemeester_delen_in_een_overleg(naam: str) -> None:
    assert "VERSLAG" in _plichten(in_overleg(TOEGESTAAN[naam]()))
    assert "VERSLAG" in _plichten(bekendheid_in_driehoek())


@pytest.mark.parametrize("naam", [*EIGEN_GEGEVENS, "om aan gemeente"])
def test_elke_partij_deelt_aan_de_telefoon(naam: str) -> None:
    loopt = {"toestand/groep/strafrechtelijkOnderzoek": LOOPT}
    assert "VERSLAG" in _plichten(met(per_telefoon(TOEGESTAAN[naam]()), loopt))


@pytest.mark.parametrize("naam", SCHRIFTELIJK)
def test_wat_op_schrift_gaat_wordt_versleuteld(naam: str) -> None:
    plichten = _plichten(TOEGESTAAN[naam]())
    assert "VERSLEUTELEN" in plichten
    assert "VERSLAG" not in plichten


@pytest.mark.parametrize("naam", SCHRIFTELIJK)
@pytest.mark.parametrize("kanaal", ["email", "chat", "usb", "post"])
def test_een_andere_weg_staat_voor_niemand_open(naam: str, kanaal: str) -> None:
    assert 14 in poorten(TOEGESTAAN[naam](), {"kop/kanaal": kanaal})


def test_wat_mondeling_gaat_mag_die_dag_of_dat_uur_worden_gezegd() -> None:
    regels = standaard_convenant()
    mondeling = {code: kanaal for code, kanaal in regels.kanalen.items() if kanaal.mondeling}
    assert mondeling.keys() == {"overleg", "telefoon"}
    assert [code for code, kanaal in regels.kanalen.items() if kanaal.overleg] == ["overleg"]
    assert mondeling["overleg"].zeggen_binnen is None
    assert mondeling["telefoon"].zeggen_binnen == "PT1H"
    assert regels.mondeling.afleveren_binnen_werkdagen == 5
