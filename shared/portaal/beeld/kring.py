"""Who belongs to a group, on rings: who knows them in the middle, then those it is about, and
around them who belongs to one of those. Pure.

Everybody by number. The table beside it says the same, with the links: in a drawing that shrinks
with the screen a link is soon too small to hit, and twice the same link is twice as much to pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin

from shared.portaal.beeld.tekening import Tekening

MEESTE = 40
"""More nodes than this nobody reads; then there is only the table."""
_VAK, _HOOG, _LUCHT = 104, 32, 14
_KENT, _RIJ = 260, 56
_BINNEN, _BREDER, _HOGER, _STAP = (250, 130), 210, 110, 16
_RAND = 12
Plek = tuple[int, int]


@dataclass(frozen=True)
class Lid:
    """Somebody in the group: the number shown, who knows him, and whose he is and as what."""

    nummer: str
    bekend_bij: tuple[str, ...] = ()
    hoort_bij: str = ""
    als: str = ""


def zin_van(leden: Sequence[Lid]) -> str:
    """The drawing in a sentence."""
    leden = _met_bekende(leden)
    nummers = {een.nummer for een in leden if not een.hoort_bij}
    delen = [f"{len(nummers)} in de kring"]
    delen += [f"{een.nummer} is {een.als} van {een.hoort_bij}" for een in leden if een.hoort_bij]
    bekend = _bekend(leden)
    delen += [f"{kenner} kent er {len(wie)}" for kenner, wie in bekend.items()]
    return f"{'; '.join(delen)}."


def teken_kring(titel: str, leden: Sequence[Lid]) -> str:
    """As SVG; empty when there is nobody, or more than can be read."""
    leden = _met_bekende(leden)
    bekend = _bekend(leden)
    if not leden or len({een.nummer for een in leden}) + len(bekend) > MEESTE:
        return ""
    los = plaatsen(leden)
    breed = max(abs(x) for x, _ in los.values()) + _VAK // 2 + _RAND
    hoog = max(abs(y) for _, y in los.values()) + _HOOG // 2 + _RAND
    tekening = Tekening(2 * breed, 2 * hoog)
    plekken = {nummer: (x + breed, y + hoog) for nummer, (x, y) in los.items()}
    _teken_kenners(tekening, bekend, plekken, (breed, hoog))
    _teken_leden(tekening, leden, plekken)
    return tekening.svg(titel, zin_van(leden))


def _teken_kenners(
    tekening: Tekening, bekend: Mapping[str, list[str]], plekken: Mapping[str, Plek], midden: Plek
) -> None:
    x, begin = midden[0], midden[1] - _RIJ * (len(bekend) - 1) // 2
    for rij, (kenner, wie) in enumerate(bekend.items()):
        y = begin + _RIJ * rij
        for nummer in wie:
            tekening.lijn(*plekken[nummer], x, y, dun=True)
        tekst = f"bekend bij {kenner}"
        tekening.vak(x - _KENT // 2, y - _HOOG // 2, _KENT, _HOOG, tekst, soort="partij")


def _teken_leden(tekening: Tekening, leden: Sequence[Lid], plekken: Mapping[str, Plek]) -> None:
    lijnen = [(plekken[een.nummer], plekken[een.hoort_bij]) for een in leden if een.hoort_bij]
    binnen = {een.nummer for een in leden if not een.hoort_bij}
    for (x1, y1), (x2, y2) in lijnen:
        tekening.lijn(x1, y1, x2, y2)
        tekening.op_lijn((4 * x1 + 3 * x2) // 7, (4 * y1 + 3 * y2) // 7 + 5, "hoort bij")
    for nummer, (x, y) in plekken.items():
        soort = "lid" if nummer in binnen else "gegeven"
        tekening.vak(x - _VAK // 2, y - _HOOG // 2, _VAK, _HOOG, nummer, soort=soort)


def _met_bekende(leden: Sequence[Lid]) -> list[Lid]:
    """Who belongs to somebody that is not shown stands in the inner ring himself."""
    er_is = {een.nummer for een in leden if not een.hoort_bij}
    return [een if een.hoort_bij in er_is else replace(een, hoort_bij="") for een in leden]


def _bekend(leden: Sequence[Lid]) -> Mapping[str, list[str]]:
    """By who knows them the numbers in the inner ring; of the outer ring the table says it."""
    uit: dict[str, list[str]] = {}
    for een in leden:
        if not een.hoort_bij:
            for kenner in een.bekend_bij:
                uit.setdefault(kenner, []).append(een.nummer)
    return uit


def plaatsen(leden: Sequence[Lid]) -> dict[str, Plek]:
    """Where each number stands, around the middle; the rings grow until no two boxes touch."""
    binnen, buiten = _hoeken(_met_bekende(leden))
    rx, ry = _BINNEN
    while True:
        plekken = {nummer: _op(rx, ry, hoek) for nummer, hoek in binnen.items()}
        for nummer, hoek in buiten.items():
            plekken[nummer] = _op(rx + _BREDER, ry + _HOGER, hoek)
        if not _raken(list(plekken.values())):
            return plekken
        rx, ry = rx + _STAP, ry + _STAP


def _hoeken(leden: Sequence[Lid]) -> tuple[dict[str, float], dict[str, float]]:
    """At which angle each stands: in the inner ring evenly, and outside near whom he belongs to."""
    ring = dict.fromkeys(een.nummer for een in leden if not een.hoort_bij)
    deel = 2 * pi / max(len(ring), 1)
    binnen = {nummer: deel * plaats - pi / 2 for plaats, nummer in enumerate(ring)}
    bij: dict[str, dict[str, None]] = {}
    geplaatst = set(binnen)
    for een in leden:
        if een.nummer not in geplaatst:
            geplaatst.add(een.nummer)
            bij.setdefault(een.hoort_bij, {})[een.nummer] = None
    buiten = {
        nummer: binnen[kind] + (plaats - (len(wie) - 1) / 2) * deel / len(wie)
        for kind, wie in bij.items()
        for plaats, nummer in enumerate(wie)
    }
    return binnen, buiten


def _op(rx: int, ry: int, hoek: float) -> Plek:
    return round(rx * cos(hoek)), round(ry * sin(hoek))


def _raken(plekken: Sequence[Plek]) -> bool:
    return any(
        abs(x1 - x2) < _VAK + _LUCHT and abs(y1 - y2) < _HOOG + _LUCHT
        for nummer, (x1, y1) in enumerate(plekken)
        for x2, y2 in plekken[:nummer]
    )
