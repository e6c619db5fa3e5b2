"""What the police add to a group's timeline: that a scan was begun, not what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.politie.groepsscan.tabellen import GroepsscanRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for rij in blik.sessie.scalars(select(GroepsscanRij).where(GroepsscanRij.groep == blik.groep)):
        yield _SOORTEN["groepsscan"].feit(
            rij.id,
            rij.opgesteld_op,
            door=rij.opgesteld_door,
            pad=f"/groepen/{blik.groep}/groepsscans/{rij.id}",
        )


GROEPSSCAN_FEITEN = Tijdlijnbron(_SOORTEN, _feiten)
