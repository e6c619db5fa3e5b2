"""Picture 2: the days on which something happened, as marks on one line; gaps stay visible. Pure.

A higher mark is a day on which more happened. The list below says what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from shared.portaal.beeld.tekening import Tekening

_BREED, _SMAL, _HOOG, _RAND = 640, 330, 84, 8
_VOET, _LAAGSTE, _HOOGSTE = 52, 12, 40


def teken_dagen(
    titel: str, zin: str, dagen: Iterable[date], randen: tuple[str, str], *, smal: bool = False
) -> str:
    """As SVG: every day at its own place, also when nothing happened between two of them.

    ``zin`` says it all for who has it read aloud; ``randen``: the first day and the last in words.
    """
    per_dag = Counter(dagen)
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
        tekening.woord(_RAND, _HOOG - 8, randen[0], False)
        if laatste != eerste:
            tekening.woord(breed - _RAND, _HOOG - 8, randen[1], True)
    return tekening.svg(titel, zin)
