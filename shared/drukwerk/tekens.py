"""A text with only signs that the letters of a document have; of any other its name. Pure.

PDF/UA wants a letter for every sign, so one emoji would keep a whole document from being made. What
cannot be drawn is named where it stood: a reader sees that something was there, and what.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

Tekenbaar = Callable[[str], bool]
"""Whether the letters of the document have this sign."""

_GEWOON: Final = frozenset(
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))) + "\n–—‘’“”…•€"
)
"""Signs every text letter has, so that most documents ask nothing."""
_ONZICHTBAAR: Final = ("Cf", "Cc", "Cs", "Mn", "Me")
_SPATIES: Final = ("Zs", "Zl", "Zp")


def vreemde_tekens(gegevens: object) -> frozenset[str]:
    """Every sign in the content of which it is not clear by itself that it can be drawn."""
    if isinstance(gegevens, str):
        return frozenset(unicodedata.normalize("NFC", gegevens)) - _GEWOON
    if isinstance(gegevens, Mapping):
        return frozenset[str]().union(*map(vreemde_tekens, gegevens.values()))
    if isinstance(gegevens, list | tuple):
        return frozenset[str]().union(*map(vreemde_tekens, gegevens))
    return frozenset()


def met_namen(gegevens: Any, onbekend: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON
    """The same content, with the name of each of these signs where it stood."""
    if isinstance(gegevens, str):
        delen = (_naam(t) if t in onbekend else t for t in unicodedata.normalize("NFC", gegevens))
        return "".join(delen)
    if isinstance(gegevens, Mapping):
        return {naam: met_namen(waarde, onbekend) for naam, waarde in gegevens.items()}
    if isinstance(gegevens, list | tuple):
        return [met_namen(waarde, onbekend) for waarde in gegevens]
    return gegevens


def _naam(teken: str) -> str:
    """Its name between brackets, as Unicode gives it; nothing for what nobody would see."""
    soort = unicodedata.category(teken)
    if soort in _SPATIES:
        return " "
    if soort in _ONZICHTBAAR:
        return ""
    return f"[{unicodedata.name(teken, f'teken U+{ord(teken):04X}').lower()}]"
