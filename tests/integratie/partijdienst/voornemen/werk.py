"""Elk voornemen wacht op wie het uitvoert."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk
from tests.integratie.partijdienst.voornemen.tabellen import VoornemenRij

SOORT = Werksoort(code="voornemen", titel="Voer het voornemen uit", recht="raadplegen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    vraag = select(VoornemenRij).where(blik.taak.rijen(VoornemenRij.groep))
    for rij in blik.sessie.scalars(vraag):
        pad = f"/groepen/{rij.groep}/voornemens"
        yield SOORT.stuk(rij.id, sinds=rij.vastgelegd_op, pad=pad, groep=rij.groep)


VOORNEMENS = Werkbron({SOORT.code: SOORT}, _werk)
