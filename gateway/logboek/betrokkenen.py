"""Whom what the gateway shows is about: pseudonyms within a group, out of lines and leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from gateway.zoekregister.termen import BETROKKENE
from shared.dataverwerkingen.regels import Betrokkene, in_groep
from shared.leesbaar.bladtekst import zoekwaarden
from shared.logboek.bladen import Bladsoort, lees_blad

Gelezen: TypeAlias = Callable[[Iterable[Betrokkene]], None]
"""Records that a reader is shown something about these; durable on return."""


def van_bladen(inhouden: Iterable[bytes]) -> Iterator[Betrokkene]:
    """Everybody in these leaves, given as their bytes."""
    for inhoud in inhouden:
        blad = lees_blad(inhoud)
        if blad.soort is Bladsoort.BESLUIT:
            kop: Any = blad.velden["kop"]
            yield from van_kop(kop)
            continue
        # Wie er is gezocht, staat in het blad over dat zoeken.
        for naam, waarde in zoekwaarden(blad.soort, dict(blad.velden)):
            if naam == BETROKKENE:
                yield in_groep("", waarde)


def van_kop(kop: Mapping[str, Any]) -> Iterator[Betrokkene]:
    """Everybody a message is about, out of its kop as JSON: whom it says something of, whose
    child somebody is, and who was destroyed."""
    genoemd: list[str | None] = []
    for onderdeel in kop["onderdelen"]:
        genoemd += (onderdeel["betrokkene"], onderdeel.get("kind"))
    genoemd += (kop.get("vernietigd") or {}).get("betrokkenen", ())
    for wie in dict.fromkeys(genoemd):
        if wie is not None:
            yield in_groep(kop["groep"] or "", wie)
