"""Whether two names may be one person's, for a human to compare. Pure.

Never used to match by itself: what is alike here may well be two brothers.
"""

from __future__ import annotations

import re
from typing import Final

from shared.kluis.blindeindex import OngeldigeNaam, klank, normaliseer_naam, woordklank

_TUSSENVOEGSELS: Final = frozenset(
    re.findall(
        r"\w+",
        "van de der den het t ten ter te in op aan uit bij voor over onder s la le du des von zu "
        "zur di da dos del el al ul ben bin ibn ait abu oud",
    )
)


class Gezocht:
    """A name that many others are held against. What can be worked out of it is worked out once.

    Faults: ``OngeldigeNaam``.
    """

    def __init__(self, naam: str) -> None:
        self.genormaliseerd = normaliseer_naam(naam)
        woorden = self.genormaliseerd.split()
        self._letters, self._kern = _letters(woorden), _letters(_kern(woorden))
        self._klank = woordklank(woorden[-1])

    def lijkt_op(self, ander: str) -> bool:
        """Spelled, ordered or joined otherwise, or sounding the same with the same first initial.

        ``ander`` is normalised.
        """
        woorden = ander.split()
        if _zelfde(self._letters, woorden) or _zelfde(self._kern, _kern(woorden)):
            return True
        return ander[0] == self.genormaliseerd[0] and woordklank(woorden[-1]) == self._klank


def zelfde_letters(een: str, ander: str) -> bool:
    """The same letters: another order, written as one word, or with and without a prefix."""
    try:
        hier, daar = normaliseer_naam(een).split(), normaliseer_naam(ander).split()
    except OngeldigeNaam:
        return False
    return _letters(hier) == _letters(daar) or _letters(_kern(hier)) == _letters(_kern(daar))


def klinkt_gelijk(een: str, ander: str) -> bool:
    """Whether the surnames sound the same."""
    try:
        return klank(een) == klank(ander)
    except OngeldigeNaam:
        return False


def _kern(woorden: list[str]) -> list[str]:
    """Without prefixes; of a name that is nothing else, all of it."""
    return [woord for woord in woorden if woord not in _TUSSENVOEGSELS] or woorden


def _letters(woorden: list[str]) -> list[str]:
    return sorted("".join(woorden))


def _zelfde(letters: list[str], woorden: list[str]) -> bool:
    """Whether these words have those letters; most have another number of them."""
    return len(letters) == sum(map(len, woorden)) and letters == _letters(woorden)
