"""Two readings of one profile decide alike, on requests neither of them has seen.

``tests/tweedelezing`` was written from the profile alone, by somebody who did not write the
toetsing; it shares no table with it. ``DRIEHOEK_TOETSEN=100000`` compares that many, and
``DRIEHOEK_ZAAD`` begins elsewhere.
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest

from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek
from tests.tweedelezing import lezing, maker

AANTAL = int(os.environ.get("DRIEHOEK_TOETSEN", "4000"))
ZAAD = int(os.environ.get("DRIEHOEK_ZAAD", "2026"))
AANDEEL_PER_SOORT = 0.03
AANDEEL = 0.2


def test_twee_lezingen_van_het_profiel_beslissen_gelijk() -> None:
    regels, toeval = standaard_convenant(), random.Random(ZAAD)
    verschillen: list[object] = []
    gezien: Counter[str] = Counter()
    toegestaan: Counter[str] = Counter()
    for _ in range(AANTAL):
        verzoek = maker.maak(toeval)
        moet, mag = lezing.beslis(verzoek)
        besluit = toets(lees_toetsverzoek(verzoek, regels), regels)
        soort = verzoek["kop"]["soort"]
        gezien[soort] += 1
        toegestaan[soort] += besluit.toegestaan
        gesloten = set(besluit.poorten)
        if not moet <= gesloten <= moet | mag or besluit.toegestaan != (not gesloten):
            verschillen.append((verzoek, sorted(moet), sorted(mag), besluit.redenen))
    assert verschillen == []
    # Anders was er niets vergeleken dat mocht.
    assert sum(toegestaan.values()) >= AANDEEL * AANTAL
    assert set(gezien) == set(regels.soorten)
    for soort, aantal in gezien.items():
        assert toegestaan[soort] >= AANDEEL_PER_SOORT * aantal, soort


def test_twee_lezingen_weigeren_dezelfde_invoer() -> None:
    regels, toeval = standaard_convenant(), random.Random(ZAAD)
    for _ in range(AANTAL // 10):
        verzoek = maker.maak_ongeldig(toeval)
        assert lezing.invoerfouten(verzoek)
        with pytest.raises(OngeldigToetsverzoek):
            lees_toetsverzoek(verzoek, regels)
