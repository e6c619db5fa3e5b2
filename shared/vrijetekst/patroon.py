"""What a pattern is: its kind, when it is worth trying, and what it must still satisfy. Pure.

Patterns read the text in lower case (`Blad.laag`), which is as long as the text itself. Each has a
bounded width, so that a text is read in time that grows with its length only; a test holds that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from shared.vrijetekst.lezing import reeks
from shared.vrijetekst.woorden import Woord


class Treffer(NamedTuple):
    """A stretch of the text that was read; `hard`: it says something about somebody for sure."""

    soort: str
    begin: int
    einde: int
    hard: bool = True


@dataclass(frozen=True)
class Blad:
    """A text that was read: as it is, in lower case, and in words."""

    tekst: str
    laag: str
    woorden: list[Woord]
    vormen: frozenset[str]


Voorwaarde = Callable[[re.Match[str]], bool]


@dataclass(frozen=True)
class Patroon:
    """One form of one kind of data.

    `vanaf`: the words it starts at; `vanaf_cijfer`: it starts at a digit, or at the sign before it.
    Without either, the whole text is searched, when `teken` or a word of `bij` is in it.
    `mits`: what must hold besides the form. `groep`: what is pointed at.
    """

    soort: str
    uitdrukking: str
    vanaf: frozenset[str] = frozenset()
    vanaf_cijfer: bool = False
    bij: frozenset[str] = frozenset()
    teken: str = ""
    mits: Voorwaarde | None = None
    hard: bool = True
    in_hoofdletters: bool = False
    groep: int = 0

    @cached_property
    def vorm(self) -> re.Pattern[str]:
        """Made at the first text that may have it: there are a hundred, and a start reads none."""
        return re.compile(self.uitdrukking, re.ASCII)

    def op(self, blad: Blad, plek: int) -> Treffer | None:
        """The hit that starts right here, if there is one."""
        treffer = self.vorm.match(blad.tekst if self.in_hoofdletters else blad.laag, plek)
        return None if treffer is None else self._keur(treffer)

    def zoek(self, blad: Blad) -> Iterator[Treffer]:
        """Every hit in the text."""
        if self.bij and blad.vormen.isdisjoint(self.bij):
            return
        if self.teken not in blad.laag:
            return
        for treffer in self.vorm.finditer(blad.tekst if self.in_hoofdletters else blad.laag):
            goed = self._keur(treffer)
            if goed is not None:
                yield goed

    def _keur(self, treffer: re.Match[str]) -> Treffer | None:
        if self.mits is not None and not self.mits(treffer):
            return None
        return Treffer(self.soort, *treffer.span(self.groep), self.hard)


def maak(
    soort: str,
    vorm: str,
    *,
    vanaf: str = "",
    vanaf_cijfer: bool = False,
    bij: str = "",
    teken: str = "",
    mits: Voorwaarde | None = None,
    hard: bool = True,
    in_hoofdletters: bool = False,
    groep: int = 0,
) -> Patroon:
    """A pattern from its text; `vanaf` and `bij` are rows of words."""
    return Patroon(
        soort, vorm, reeks(vanaf), vanaf_cijfer,
        reeks(bij), teken, mits, hard, in_hoofdletters, groep,
    )  # fmt: skip


AANTAL = (
    r"(?:jongeren|jongens|meisjes|meiden|kinderen|tieners|scholieren|leerlingen|leden|pers\b|"
    r"personen|mensen|mannen|man\b|vrouwen|bewoners|verdachten|keer|maal|uur|u\b|x\b|meldingen|"
    r"klachten|incidenten|aanhoudingen|bekeuringen|vechtpartij|inbraken|branden|brandjes|autobrand|"
    r"vernieling|auto|scooters|fatbikes|fietsen|camera|avonden|nachten|dagen|weken|wk\b|maanden|"
    r"meter|m\b|km\b|minuten|min\b|jaar|jr\b|euro|procent|%|winkels|woningen|gezinnen|groepen|"
    r"groepjes|boa|agenten|punten|stuks|ruiten|groot|st\b|"
    r"e\b|de\b|ste\b|[a-z]{2,20}(?:ingen|jes\b|eren\b|'s\b))"
)
"""What is counted: a number before it is no house number and no age."""
MAAND = (
    r"(?:jan(?:uari)?|feb(?:r|ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    r"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
