"""What a start decision adds to the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.gemeente.start.tabellen import (
    HerbeoordelingRij,
    InterventieRij,
    MeldingRij,
    MeldingversieRij,
)
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")


def _start(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    """What the start decision rests on, and when some of it fell away."""
    pad = f"/groepen/{blik.groep}"
    versies = select(MeldingversieRij, MeldingRij.van).join(
        MeldingRij, MeldingRij.id == MeldingversieRij.melding
    )
    for rij, van in blik.sessie.execute(versies.where(MeldingRij.groep == blik.groep)):
        yield _SOORTEN["melding"].feit(
            f"{rij.melding}:{rij.versie:06}",
            rij.tijdstip,
            partij=van,
            door=rij.door,
            pad=f"{pad}/meldingen",
        )
    for een in blik.sessie.scalars(
        select(InterventieRij).where(InterventieRij.groep == blik.groep)
    ):
        yield _SOORTEN["interventie"].feit(
            een.id, een.vastgelegd_op, door=een.vastgelegd_door, pad=f"{pad}/interventies"
        )
    for vraag in blik.sessie.scalars(
        select(HerbeoordelingRij).where(HerbeoordelingRij.groep == blik.groep)
    ):
        yield _SOORTEN["start-herbeoordeling"].feit(
            vraag.id, vraag.ontstaan_op, pad=f"{pad}/herbeoordelingen"
        )


STARTFEITEN = Tijdlijnbron(_SOORTEN, _start)
