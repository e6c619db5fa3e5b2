"""Wie waarvoor verantwoordelijk is, is bij elke partij zelf te lezen (convenant 1.8 en 3.4)."""

from __future__ import annotations

import pytest

from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld

WIE = {
    "politie": ("de korpschef", "art. 31d Wpg"),
    "om": ("het College van procureurs-generaal", "26c"),
    "gemeente": ("de burgemeester van Rotterdam", "art. 30 AVG"),
}
"""Uit de wet en het convenant: wie verantwoordelijk is, en welk register hij houdt."""


@pytest.mark.parametrize("code", WIE)
def test_elke_partij_is_alleen_verantwoordelijk_voor_haar_bestand_en_wat_zij_geeft(
    gedeelde_driehoek: Wereld, code: str
) -> None:
    verantwoordelijke, register = WIE[code]
    klant, _ = Driehoek.richt_in(gedeelde_driehoek).klant(code)
    activiteiten = klant.haal("/verwerkingsactiviteiten")["verwerkingsactiviteiten"]
    assert activiteiten
    for een in activiteiten:
        assert (een["wie"]["code"], een["wie"]["rol"]) == (code, "verantwoordelijke")
        assert verantwoordelijke in een["wie"]["verantwoordelijke"]
        assert register in een["wettelijkRegister"]
        # Samen bepalen zij de aanpak; dan zijn het precies de twee anderen.
        assert len(een["gezamenlijkMet"]) in (0, 2)
    (geven,) = [een for een in activiteiten if een["code"] == "verstrekken"]
    assert len(geven["gezamenlijkMet"]) == 2
