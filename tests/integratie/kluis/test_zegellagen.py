"""Een waarde onder de sleutels van meer mensen: samen verzegeld gaat zij los weer open."""

from __future__ import annotations

import pytest

from shared.kluis.kluis import Kluis
from shared.partij.fouten import Vernietigd
from shared.partij.zegellagen import Lagen


def test_wat_samen_is_verzegeld_gaat_een_voor_een_open(kluis: Kluis) -> None:
    lagen = Lagen(kluis)
    een, ander = kluis.maak_sleutel(), kluis.maak_sleutel()
    stukken = [([een, ander], b"samen", "geheim"), ([een], b"alleen", "deel/0")]
    verzegeld = lagen.verzegel_meer(stukken)
    for (sleutels, plat, waar), zegel in zip(stukken, verzegeld, strict=True):
        assert plat not in zegel
        assert lagen.open(sleutels, zegel, waar) == plat


def test_is_een_van_hen_vernietigd_dan_wordt_er_niets_meer_verzegeld(kluis: Kluis) -> None:
    """Wie tussen het samenstellen en het toezeggen wordt vernietigd, gaat niet half mee."""
    lagen = Lagen(kluis)
    blijft, weg = kluis.maak_sleutel(), kluis.maak_sleutel()
    kluis.vernietig(weg)
    with pytest.raises(Vernietigd):
        lagen.verzegel_meer([([blijft], b"een", "deel/0"), ([blijft, weg], b"twee", "geheim")])
