"""Who gave whom, through the toetsing: a drawing, and the same in one sentence. Pure.

Givers stand left, receivers right. What was held back ends at the bar in the middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from shared.portaal.beeld.tekening import Tekening

_RIJ, _HOOG, _VAK = 56, 36, 190
_BREED, _SMAL = 640, 330


@dataclass(frozen=True)
class Stroom:
    """From one to another, by name: how often it was allowed, and how often not."""

    van: str
    naar: str
    mocht: int
    niet: int


def zin_van(stromen: Sequence[Stroom]) -> str:
    """The drawing in a sentence."""
    delen = [
        f"{een.van} aan {een.naar}: {een.mocht} keer"
        + (f", en {een.niet} keer tegengehouden" if een.niet else "")
        for een in stromen
    ]
    return f"{'; '.join(delen)}." if delen else "Er is niets gegeven."


def teken_stroom(titel: str, stromen: Sequence[Stroom], *, smal: bool = False) -> str:
    """As SVG; wider lines are more messages."""
    tekenaar = _teken_smal if smal else _teken_breed
    tekening = tekenaar(sorted(stromen, key=lambda een: (een.van, een.naar)))
    return tekening.svg(titel, zin_van(stromen))


def _dikte(aantal: int, meeste: int) -> int:
    return 2 + round(10 * aantal / meeste)


def _teken_breed(stromen: Sequence[Stroom]) -> Tekening:
    hoogte = len(stromen) * _RIJ + 40
    tekening = Tekening(_BREED, hoogte)
    midden, meeste = _BREED // 2, max((een.mocht + een.niet for een in stromen), default=1)
    hoog = {een: 40 + nummer * _RIJ + _RIJ // 2 for nummer, een in enumerate(stromen)}
    links = _plaatsen((een.van, hoog[een]) for een in stromen)
    rechts = _plaatsen((een.naar, hoog[een]) for een in stromen)
    for een in stromen:
        y, alles = hoog[een], een.mocht + een.niet
        tekening.stroom(_VAK, links[een.van], midden, y, _dikte(alles, meeste))
        tekening.woord(midden - 14, y - 9, f"{alles} keer", True)
        if een.mocht:
            dikte = _dikte(een.mocht, meeste)
            tekening.stroom(midden, y, _BREED - _VAK, rechts[een.naar], dikte)
            tekening.woord(midden + 14, y - 9, f"{een.mocht} keer", False)
        if een.niet:
            tekening.woord(midden + 14, y + 22, f"✗ {een.niet} keer niet", False)
    for naam, y in links.items():
        tekening.vak(0, y - _HOOG // 2, _VAK, _HOOG, naam, soort="partij")
    for naam, y in rechts.items():
        tekening.vak(_BREED - _VAK, y - _HOOG // 2, _VAK, _HOOG, naam, soort="partij")
    tekening.balk(midden - 6, 30, 12, hoogte - 34)
    tekening.woord(midden - 30, 18, "toetsing", False)
    return tekening


def _plaatsen(paren: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """By name the height of its box: the middle of its lines, no two on top of each other."""
    hoogten: dict[str, list[int]] = {}
    for naam, y in paren:
        hoogten.setdefault(naam, []).append(y)
    uit: dict[str, int] = {}
    vrij = 0
    for naam, waar in sorted(hoogten.items(), key=lambda rij: fmean(rij[1])):
        uit[naam] = max(round(fmean(waar)), vrij)
        vrij = uit[naam] + _HOOG + 8
    return uit


def _teken_smal(stromen: Sequence[Stroom]) -> Tekening:
    rij = 64
    tekening = Tekening(_SMAL, len(stromen) * rij + 24)
    midden, meeste = _SMAL // 2, max((een.mocht + een.niet for een in stromen), default=1)
    for nummer, een in enumerate(stromen):
        y = nummer * rij + 52
        tekening.woord(0, y - 22, f"{een.van} → {een.naar}", False)
        tekening.stroom(0, y, midden, y, _dikte(een.mocht + een.niet, meeste))
        if een.mocht:
            tekening.stroom(midden, y, _SMAL - 60, y, _dikte(een.mocht, meeste))
        niet = f", ✗ {een.niet}" if een.niet else ""
        tekening.woord(_SMAL, y + 5, f"{een.mocht}{niet}", True)
        tekening.balk(midden - 5, y - 14, 10, 28)
    return tekening


def samengenomen(stromen: Iterable[Stroom]) -> list[Stroom]:
    """The same pairs of several steps added up."""
    uit: dict[tuple[str, str], Stroom] = {}
    for een in stromen:
        eerder = uit.get((een.van, een.naar), Stroom(een.van, een.naar, 0, 0))
        uit[een.van, een.naar] = Stroom(
            een.van, een.naar, eerder.mocht + een.mocht, eerder.niet + een.niet
        )
    return list(uit.values())
