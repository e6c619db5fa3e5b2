"""Elk voornemen is een feit op de tijdlijn."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from tests.integratie.partijdienst.voornemen.opslag import van_groep

SOORT = Tijdlijnsoort(code="voornemen", titel="Voornemen vastgelegd")


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for rij in van_groep(blik.sessie, blik.groep):
        yield SOORT.feit(rij.id, rij.vastgelegd_op)


VOORNEMENFEITEN = Tijdlijnbron({SOORT.code: SOORT}, _feiten)
