"""What the OM adds to a group's timeline: investigations, tailor-made work, context given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.om.context.tabellen import ContextdoorgifteRij
from services.om.maatwerk.tabellen import MaatwerkRij
from services.om.onderzoek.tabellen import OnderzoekRij, OnderzoekversieRij
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, laad_soorten
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Path(__file__).parent / "tijdlijnsoorten.toml")


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    yield from _onderzoeken(blik)
    for rij in blik.sessie.scalars(select(MaatwerkRij).where(MaatwerkRij.groep == blik.groep)):
        yield _SOORTEN["maatwerk"].feit(
            rij.id,
            rij.vastgelegd_op,
            door=rij.vastgelegd_door,
            pad=f"/groepen/{blik.groep}/maatwerk",
        )
    gegeven = select(ContextdoorgifteRij).where(ContextdoorgifteRij.groep == blik.groep)
    for een in blik.sessie.scalars(gegeven):
        yield _SOORTEN["context-doorgegeven"].feit(
            een.id,
            een.doorgegeven_op,
            door=een.doorgegeven_door,
            pad=f"/zaken/{een.zaak}/contextinformatie",
        )


def _onderzoeken(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = (
        select(OnderzoekversieRij)
        .join(OnderzoekRij, OnderzoekRij.id == OnderzoekversieRij.onderzoek)
        .where(OnderzoekRij.groep == blik.groep)
    )
    for rij in blik.sessie.scalars(vraag):
        yield _SOORTEN["onderzoek"].feit(
            f"{rij.onderzoek}:{rij.versie:06}",
            rij.tijdstip,
            door=rij.door,
            pad=f"/onderzoeken/{rij.onderzoek}",
            woorden={"handeling": "vastgelegd" if rij.versie == 1 else "gewijzigd"},
        )


EIGEN = Tijdlijnbron(_SOORTEN, _feiten)
