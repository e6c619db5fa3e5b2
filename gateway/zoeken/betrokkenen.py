"""Whom lines of an answer are about: pseudonyms within a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gateway.zoekregister.regels import Regel
from shared.dataverwerkingen.regels import Betrokkene, in_groep


def van_regels(regels: Iterable[Regel]) -> Iterator[Betrokkene]:
    """Everybody in these lines of an answer."""
    for regel in regels:
        for betrokkene in regel.lijsten["betrokkenen"]:
            yield in_groep(regel.groep or "", betrokkene)
