"""What context given to a case adds to the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.om.context.tabellen import ContextdoorgifteRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    gegeven = select(ContextdoorgifteRij).where(ContextdoorgifteRij.groep == blik.groep)
    for een in blik.sessie.scalars(gegeven):
        yield _SOORTEN["context-doorgegeven"].feit(
            een.id,
            een.doorgegeven_op,
            door=een.doorgegeven_door,
            pad=f"/zaken/{een.zaak}/contextinformatie",
        )


CONTEXTFEITEN = Tijdlijnbron(_SOORTEN, _feiten)
