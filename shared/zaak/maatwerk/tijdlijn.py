"""Own tailor-made work on the timeline of a group, of the party that did it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.zaak.maatwerk.tabellen import EigenMaatwerkRij

_FEITEN = uit("eigen-maatwerk")


def _maatwerk(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = select(EigenMaatwerkRij).where(EigenMaatwerkRij.groep == blik.groep)
    for rij in blik.sessie.scalars(vraag):
        yield _FEITEN["eigen-maatwerk"].feit(
            rij.id,
            rij.vastgelegd_op,
            door=rij.vastgelegd_door,
            pad=f"/groepen/{blik.groep}/maatwerk",
        )


EIGEN_MAATWERKFEITEN = Tijdlijnbron(_FEITEN, _maatwerk)
