"""What can be recognised by its form or by the words around it. Pure.

A pattern is tried where it can start: at its words, at digits, or over the whole text when a sign
it needs is there. So most of a text is looked at once, however many patterns there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from shared.vrijetekst import adressen, contact, leeftijden, nummers, omschrijvingen
from shared.vrijetekst.patroon import Blad, Patroon, Treffer
from shared.vrijetekst.woorden import Woord

PATRONEN = (
    *contact.PATRONEN,
    *nummers.PATRONEN,
    *adressen.PATRONEN,
    *leeftijden.PATRONEN,
    *omschrijvingen.PATRONEN,
)
_VANAF_CIJFER = tuple(patroon for patroon in PATRONEN if patroon.vanaf_cijfer)
_OVERAL = tuple(patroon for patroon in PATRONEN if not patroon.vanaf_cijfer and not patroon.vanaf)


@cache
def _vanaf_woord() -> dict[str, tuple[Patroon, ...]]:
    index: dict[str, tuple[Patroon, ...]] = {}
    for patroon in PATRONEN:
        for woord in patroon.vanaf:
            index[woord] = (*index.get(woord, ()), patroon)
    return index


def vind_patronen(blad: Blad) -> Iterator[Treffer]:
    """Everything that has the form of something personal."""
    index = _vanaf_woord()
    for plek, woord in enumerate(blad.woorden):
        for patroon in index.get(woord.kaal, ()):
            treffer = patroon.op(blad, woord.begin)
            if treffer is not None:
                yield treffer
        if not woord.tekst.isalpha():
            yield from _bij_cijfers(blad, woord)
            yield from nummers.vind_plaat(blad, plek)
        if nummers.is_etiket(woord):
            yield from nummers.vind_met_etiket(blad, woord)
        if woord.hoofdletter or adressen.is_straat(woord):
            yield from adressen.vind_adres(blad, plek)
    for patroon in _OVERAL:
        yield from patroon.zoek(blad)


def _bij_cijfers(blad: Blad, woord: Woord) -> Iterator[Treffer]:
    """What starts at the first digit of a word, at the word, or at a sign just before it."""
    eerste = next((plek for plek, teken in enumerate(woord.tekst) if teken.isdigit()), None)
    if eerste is None:
        return
    plekken = {woord.begin, woord.begin + eerste}
    plekken.update(
        plek
        for plek in (woord.begin - 1, woord.begin - 2)
        if plek >= 0 and blad.laag[plek] in "+(*"
    )
    for plek in sorted(plekken):
        for patroon in _VANAF_CIJFER:
            treffer = patroon.op(blad, plek)
            if treffer is not None:
                yield treffer
