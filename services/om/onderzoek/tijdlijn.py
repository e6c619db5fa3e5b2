"""What investigations add to the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from services.om.onderzoek.tabellen import OnderzoekRij, OnderzoekversieRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")


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


ONDERZOEKSFEITEN = Tijdlijnbron(_SOORTEN, _onderzoeken)
