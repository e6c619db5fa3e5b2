"""What the OM's own work adds to the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.om.maatwerk.tabellen import MaatwerkRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for rij in blik.sessie.scalars(select(MaatwerkRij).where(MaatwerkRij.groep == blik.groep)):
        yield _SOORTEN["maatwerk"].feit(
            rij.id,
            rij.vastgelegd_op,
            door=rij.vastgelegd_door,
            pad=f"/groepen/{blik.groep}/maatwerk",
        )


MAATWERKFEITEN = Tijdlijnbron(_SOORTEN, _feiten)
