"""Verzegelen voor veel mensen in één keer: elk onder de eigen sleutel, en wie weg is blijft weg."""

from __future__ import annotations

import uuid

import pytest

from shared.kluis.fouten import SleutelOnbekend
from shared.kluis.kluis import Kluis
from shared.kluis.zegel import zegelcontext

PLEKKEN = [zegelcontext("persoon", "naam", str(nummer)) for nummer in range(4)]


def test_ieder_heeft_zijn_eigen_zegel(kluis: Kluis) -> None:
    sleutels = [kluis.maak_sleutel() for _ in range(3)]
    stukken = [((s,), f"naam {n}".encode(), PLEKKEN[n]) for n, s in enumerate(sleutels)]
    stukken.append(((sleutels[0],), b"nog iets", PLEKKEN[3]))
    verzegeld = kluis.verzegel_meer(stukken)
    for ((sleutel,), plat, plek), zegel in zip(stukken, verzegeld, strict=True):
        assert zegel is not None
        assert kluis.open(sleutel, zegel, plek) == plat


def test_voor_wie_vernietigd_is_wordt_niets_verzegeld(kluis: Kluis) -> None:
    weg, blijft = kluis.maak_sleutel(), kluis.maak_sleutel()
    kluis.vernietig(weg)
    zegels = kluis.verzegel_meer([((weg,), b"a", PLEKKEN[0]), ((blijft,), b"b", PLEKKEN[1])])
    assert zegels[0] is None
    assert zegels[1] is not None
    assert kluis.open(blijft, zegels[1], PLEKKEN[1]) == b"b"


def test_een_onbekende_sleutel_is_een_fout_en_niets_is_niets(kluis: Kluis) -> None:
    with pytest.raises(SleutelOnbekend):
        kluis.verzegel_meer([((str(uuid.uuid4()),), b"a", PLEKKEN[0])])
    assert kluis.verzegel_meer([]) == []


def test_onder_meer_sleutels_sluit_elke_sleutel_het(kluis: Kluis) -> None:
    een, ander = kluis.maak_sleutel(), kluis.maak_sleutel()
    (zegel,) = kluis.verzegel_meer([((een, ander), b"", PLEKKEN[0])])
    assert zegel
    assert kluis.open(een, kluis.open(ander, zegel, PLEKKEN[0]), PLEKKEN[0]) == b""
    kluis.vernietig(een)
    assert kluis.verzegel_meer([((ander, een), b"a", PLEKKEN[0])]) == [None]
    with pytest.raises(ValueError, match="Zonder sleutel"):
        kluis.verzegel_meer([((), b"a", PLEKKEN[0])])
