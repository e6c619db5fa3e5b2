"""Whether two names may be one person's, for a human to compare. Pure.

Never used to match by itself: what is alike here may well be two brothers.
"""

from __future__ import annotations

import re
from typing import Final

from shared.kluis.blindeindex import OngeldigeNaam, klank, normaliseer_naam

_TUSSENVOEGSELS: Final = frozenset(
    re.findall(
        r"\w+",
        "van de der den het t ten ter te in op aan uit bij voor over onder s la le du des von zu "
        "zur di da dos del el al ul ben bin ibn ait abu oud",
    )
)


def lijkt_op(een: str, ander: str) -> bool:
    """Spelled, ordered or joined otherwise, or sounding the same with the same first initial."""
    return zelfde_letters(een, ander) or (
        klinkt_gelijk(een, ander) and _eerste_letter(een) == _eerste_letter(ander)
    )


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


def _eerste_letter(naam: str) -> str:
    return normaliseer_naam(naam)[0]
