"""What actions add to the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.gemeente.acties.tabellen import ActieRij, ActieverloopRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")


def _acties(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = (
        select(ActieverloopRij, ActieRij.partij)
        .join(ActieRij, ActieRij.id == ActieverloopRij.actie)
        .where(ActieRij.groep == blik.groep)
    )
    for rij, partij in blik.sessie.execute(vraag):
        yield _SOORTEN["actie"].feit(
            f"{rij.actie}:{rij.versie:06}",
            rij.tijdstip,
            partij=partij,
            door=rij.door,
            pad=f"/acties/{rij.actie}",
            woorden={"status": "afgesproken" if rij.versie == 1 else rij.status},
        )


ACTIEFEITEN = Tijdlijnbron(_SOORTEN, _acties)
