"""What a screen, a template or a spreadsheet might take for more than words. Pure.

A text here is always kept and shown as plain text. It does not stay here: people copy it into other
programs, so what would do something there is not written in the first place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: The start of a tag, and of something a template fills in.
_OPMAAK: Final = re.compile(r"<(?=[A-Za-z/!?])|\{\{|\$\{")
_FORMULE: Final = frozenset("=+@|%")


@dataclass(frozen=True, slots=True)
class Opmaak:
    """One such spot: its place (code points) and in Dutch what to write instead."""

    begin: int
    uitleg: str


def vind_opmaak(tekst: str) -> tuple[Opmaak, ...]:
    """Every spot in the order of the text; a full-width sign counts as the sign it looks like."""
    plat = "".join(_plat(teken) for teken in tekst)
    return tuple(sorted((*_tekens(plat), *_formules(plat)), key=lambda een: een.begin))


def _plat(teken: str) -> str:
    """The plain form of a character, always one, so that places stay what they were.

    What shows nothing is a blank: a spreadsheet reads a formula after it all the same.
    """
    if unicodedata.category(teken) == "Cf":
        return " "
    plat = unicodedata.normalize("NFKC", teken)
    return plat if len(plat) == 1 else teken


def _tekens(tekst: str) -> Iterator[Opmaak]:
    for gevonden in _OPMAAK.finditer(tekst):
        zin = f"hier staat opmaak ({gevonden.group()}); schrijf gewone zinnen"
        yield Opmaak(gevonden.start(), zin)


def _formules(tekst: str) -> Iterator[Opmaak]:
    begin = 0
    for regel in tekst.splitlines(keepends=True):
        kaal = regel.lstrip()
        streepje = kaal[:1] == "-" and kaal[1:2].strip() != ""
        if kaal[:1] in _FORMULE or streepje:
            plek = begin + len(regel) - len(kaal)
            yield Opmaak(plek, "zo begint een formule; begin met een woord")
        begin += len(regel)
