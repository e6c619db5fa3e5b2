"""Second reading of the toetsing: which gates close on a toetsverzoek, by the profile alone.

Independent of the product on purpose: it shares no code and no data with it, so that the two can
be compared. `beslis` gives what must be reported closed and what may be reported too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.tweedelezing import lezing_onderdelen as onderdelen
from tests.tweedelezing import lezing_poorten as poorten
from tests.tweedelezing.lezing_bericht import Bericht
from tests.tweedelezing.lezing_poorten import LOPEND, Plaatsen
from tests.tweedelezing.lezing_vorm import (
    SOORTEN_GEWEIGERD,
    invoerfouten,
    invoerfouten_zonder_schema,
)

POORTEN: dict[int, Callable[[Bericht], Plaatsen]] = {
    1: poorten.poort_1,
    2: poorten.poort_2,
    3: poorten.poort_3,
    4: poorten.poort_4,
    5: poorten.poort_5,
    6: onderdelen.poort_6,
    7: onderdelen.poort_7,
    8: onderdelen.poort_8,
    9: onderdelen.poort_9,
    10: onderdelen.poort_10,
    11: onderdelen.poort_11,
    12: onderdelen.poort_12,
    13: poorten.poort_13,
    14: poorten.poort_14,
    15: onderdelen.poort_15,
    16: onderdelen.poort_16,
}
# 1.3, «soort | gates».
POORTEN_VAN_SOORT: dict[str, frozenset[int]] = {
    "verstrekking": frozenset(POORTEN),
    "aanvulling": frozenset(POORTEN),
    "correctie": frozenset({1, 2, 4, 5, 6, 7, 8, 9, 14, 15}),
    "informatieverzoek": frozenset({1, 2, 4, 5, 7, 13, 14}),
    "groepsbericht": frozenset({1, 2, 4, 5, 7, 13, 14}),
    "intrekking": frozenset({1, 2, 4, 5, 14}),
    "vernietigingsbericht": frozenset({1, 2, 4, 7, 14}),
    "rechtenverzoek": frozenset({1, 2, 4, 7, 14}),
    "incident": frozenset({1, 2, 4, 7, 14}),
}

Sluiting = tuple[int, int | None]


def gesloten(verzoek: dict[str, Any]) -> set[int]:
    """Every gate that closes by the letter, also where it need not be reported."""
    return {poort for poort, _ in _sluitingen(Bericht(verzoek["kop"], verzoek["toestand"]))}


def beslis(verzoek: dict[str, Any]) -> tuple[set[int], set[int]]:
    """The gates that must be reported closed, and those that may be reported too."""
    bericht = Bericht(verzoek["kop"], verzoek["toestand"])
    heel, per_onderdeel = _vrijgesteld(bericht)
    moet = {
        poort
        for poort, plaats in _sluitingen(bericht)
        if poort not in heel and (poort, plaats) not in per_onderdeel
    }
    mag = heel | {poort for poort, _ in per_onderdeel}
    return moet, (mag & POORTEN_VAN_SOORT[bericht.soort]) - moet


def _sluitingen(bericht: Bericht) -> set[Sluiting]:
    return {
        (poort, plaats)
        for poort in POORTEN_VAN_SOORT[bericht.soort]
        for plaats in POORTEN[poort](bericht)
    }


def _vrijgesteld(bericht: Bericht) -> tuple[set[int], set[Sluiting]]:
    """1.3: «What a closing gate takes the subject from need not be reported»."""
    heel = _vrijgesteld_bericht(bericht)
    per_onderdeel: set[Sluiting] = set()
    for plaats, onderdeel in bericht.onderdelen:
        vrij: set[int] = set()
        draagt = bericht.soort in ("verstrekking", "aanvulling", "correctie")
        # «of an onderdeel of a kind known as refused 7, 9, 10, 11, 13»
        if draagt and onderdeel["gegevenssoort"] in SOORTEN_GEWEIGERD:
            vrij |= {7, 9, 10, 11, 13}
        # «of a known kind of another sender or category 9 and 11»
        if bericht.gegevens and onderdelen.van_ander(bericht, onderdeel):
            vrij |= {9, 11}
        # «of a place that does not exist 9»
        if bericht.soort == "correctie" and bericht.plaats(onderdeel) is None:
            vrij |= {9}
        per_onderdeel |= {(poort, plaats) for poort in vrij}
    return heel, per_onderdeel


def _vrijgesteld_bericht(bericht: Bericht) -> set[int]:
    heel: set[int] = set()
    af, ont = bericht.afzender, bericht.ontvanger
    # «of an unknown sender or receiver 3, 7, 10, 11»
    if bericht.onbekend(af) or bericht.onbekend(ont):
        heel |= {3, 7, 10, 11}
    # «of another group 13»
    ander = bool(bericht.groep) and bericht.groep["id"] != bericht.kop["groep"]
    if bericht.soort in LOPEND and ander:
        heel |= {13}
    # «of a verstrekking without onderdelen 3, 5, 10, 12, 13»
    if bericht.soort == "verstrekking" and not bericht.onderdelen:
        heel |= {3, 5, 10, 12, 13}
    # «of a correctie or intrekking of which one side is gone and the other unknown 4»
    een_weg = (bericht.weg(af) and bericht.onbekend(ont)) or (
        bericht.weg(ont) and bericht.onbekend(af)
    )
    if bericht.soort in ("correctie", "intrekking") and een_weg:
        heel |= {4}
    return heel


__all__ = [
    "POORTEN_VAN_SOORT",
    "beslis",
    "gesloten",
    "invoerfouten",
    "invoerfouten_zonder_schema",
]
