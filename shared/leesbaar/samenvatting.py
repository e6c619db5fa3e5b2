"""Lines of a leaf put together, so that a report is short enough to be read. Pure.

What stands below a heading goes behind it on one line. Numbered headings that say the same but for
one thing become one line: of a message about twenty people the ground is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shared.leesbaar.bladtekst import Leesregel

_GENUMMERD = re.compile(r"(.+?) (\d+)")


@dataclass
class _Regel:
    """A line in the making. `delen`: names with every value met; `anders`: the one that differs."""

    kop: str
    nummers: list[int]
    delen: list[tuple[str, list[str]]] = field(default_factory=list)
    anders: int | None = None

    def neem(self, ander: _Regel) -> bool:
        """Take in a line that says the same but for one thing; False when it says more."""
        namen = [naam for naam, _ in self.delen]
        if self.kop != ander.kop or not self.nummers or namen != [naam for naam, _ in ander.delen]:
            return False
        paren = enumerate(zip(self.delen, ander.delen, strict=True))
        verschil = [plek for plek, ((_, eigen), (_, zijn)) in paren if eigen[-1:] != zijn]
        if len(verschil) > 1 or (self.anders is not None and verschil not in ([], [self.anders])):
            return False
        if verschil and self.anders is None:
            (self.anders,) = verschil
            naam, waarden = self.delen[self.anders]
            self.delen[self.anders] = (naam, waarden * len(self.nummers))
        if self.anders is not None:
            # Van elk nummer een waarde, in dezelfde volgorde: zo blijft te zien wat bij wat hoort.
            self.delen[self.anders][1].extend(ander.delen[self.anders][1])
        self.nummers += ander.nummers
        return True

    def als_paar(self) -> tuple[str, str]:
        """Name and text."""
        kop = f"{self.kop} {_opgesomd(list(map(str, self.nummers)))}".rstrip()
        return kop, "; ".join(f"{naam}: {_opgesomd(waarden)}" for naam, waarden in self.delen)


def samengevat(regels: Sequence[Leesregel]) -> Iterator[tuple[str, str]]:
    """Names with their text, in order."""
    laatste: _Regel | None = None
    for een in _regels(regels):
        if isinstance(een, Leesregel):
            if laatste is not None:
                yield laatste.als_paar()
                laatste = None
            yield een.naam, een.waarde or ""
        elif laatste is None or not laatste.neem(een):
            if laatste is not None:
                yield laatste.als_paar()
            laatste = een
    if laatste is not None:
        yield laatste.als_paar()


def _regels(regels: Sequence[Leesregel]) -> Iterator[_Regel | Leesregel]:
    """Lines on top as they are; a heading on top with all below it."""
    huidig: _Regel | None = None
    for regel in regels:
        if regel.diepte > 0 and huidig is not None:
            if regel.waarde is not None:
                huidig.delen.append((regel.naam.lower(), [regel.waarde.rstrip(".")]))
            continue
        if huidig is not None and huidig.delen:
            yield huidig
        huidig = None
        if regel.waarde is not None:
            yield regel
        else:
            genummerd = _GENUMMERD.fullmatch(regel.naam)
            huidig = (
                _Regel(regel.naam, [])
                if genummerd is None
                else _Regel(genummerd.group(1), [int(genummerd.group(2))])
            )
    if huidig is not None and huidig.delen:
        yield huidig


def _opgesomd(waarden: Sequence[str]) -> str:
    """Such as *1 tot en met 4*, or the values with commas."""
    if len(waarden) > 2 and all(waarde.isdecimal() for waarde in waarden):
        eerste, laatste = int(waarden[0]), int(waarden[-1])
        if [int(waarde) for waarde in waarden] == list(range(eerste, laatste + 1)):
            return f"{eerste} tot en met {laatste}"
    return ", ".join(waarden)
