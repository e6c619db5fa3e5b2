"""Tasks, from the party's own file."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.zaak.taken.tabellen import TaakRij, TaakverloopRij

_TAKEN = uit("taak")


def _taken(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = (
        select(TaakverloopRij)
        .join(TaakRij, TaakRij.id == TaakverloopRij.taak)
        .where(TaakRij.groep == blik.groep)
    )
    for rij in blik.sessie.scalars(vraag):
        yield _TAKEN["taak"].feit(
            f"{rij.taak}:{rij.versie:06}",
            rij.tijdstip,
            door=rij.door,
            pad=f"/taken/{rij.taak}",
            woorden={"handeling": rij.handeling},
        )


TAAKFEITEN = Tijdlijnbron(_TAKEN, _taken)
