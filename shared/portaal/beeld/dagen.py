"""Picture 2: the days on which something happened, as marks on one line; gaps stay visible. Pure.

A higher mark is a day on which more happened. The list below says what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from shared.portaal.beeld.tekening import Tekening
from shared.portaal.weergave import dag, telwoord

_BREED, _SMAL, _HOOG, _RAND = 640, 330, 84, 8
_VOET, _LAAGSTE, _HOOGSTE = 52, 12, 40


def zin_van(dagen: Iterable[date]) -> str:
    """The strip in a sentence, with the longest time in which nothing happened."""
    op = sorted(set(alles := list(dagen)))
    if not op:
        return "Er is nog niets gebeurd."
    aantal = telwoord(len(alles), "gebeurtenis", "gebeurtenissen")
    if len(op) == 1:
        return f"{aantal} op {dag(op[0])}."
    stil, tot = max((later - eerder, later) for eerder, later in pairwise(op))
    zin = f"{aantal} op {len(op)} dagen, van {dag(op[0])} tot en met {dag(op[-1])}."
    if stil.days == 1:
        return zin
    return f"{zin} Het langst stil was het voor {dag(tot)}: {stil.days - 1} dagen."


def teken_dagen(titel: str, dagen: Iterable[date], *, smal: bool = False) -> str:
    """As SVG: every day at its own place, also when nothing happened between two of them."""
    per_dag = Counter(alles := list(dagen))
    breed = _SMAL if smal else _BREED
    tekening = Tekening(breed, _HOOG)
    tekening.lijn(_RAND, _VOET, breed - _RAND, _VOET)
    if per_dag:
        eerste, laatste, meeste = min(per_dag), max(per_dag), max(per_dag.values())
        duur = max(1, (laatste - eerste).days)
        for op, aantal in sorted(per_dag.items()):
            x = _RAND + round((breed - 2 * _RAND - 6) * (op - eerste).days / duur)
            hoog = _LAAGSTE + round((_HOOGSTE - _LAAGSTE) * (aantal - 1) / max(1, meeste - 1))
            tekening.balk(x, _VOET - hoog, 6, hoog)
        tekening.woord(_RAND, _HOOG - 8, dag(eerste), False)
        if laatste != eerste:
            tekening.woord(breed - _RAND, _HOOG - 8, dag(laatste), True)
    return tekening.svg(titel, zin_van(alles))
