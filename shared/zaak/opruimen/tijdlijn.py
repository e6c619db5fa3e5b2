"""What was destroyed, and the received lists that asked for it, from the party's own file."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import OpruimingRij

_OPRUIMING = uit("lijst-ontvangen", "vernietiging")


def _opruimingen(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for opruiming in blik.sessie.scalars(
        select(OpruimingRij).where(OpruimingRij.groep == blik.groep)
    ):
        yield from _opruiming(blik, opruiming)


def _opruiming(blik: Tijdlijnblik, rij: OpruimingRij) -> Iterator[Tijdlijnfeit]:
    """What was destroyed stays as numbers: of whom it was, nobody can say any more."""
    if rij.van is not None and rij.grond == Grond.NETTOLIJST:
        yield _OPRUIMING["lijst-ontvangen"].feit(
            rij.id, rij.gemaakt_op, partij=rij.van, woorden={"partij": blik.naam(rij.van)}
        )
    if rij.gedaan_op is not None:
        yield _OPRUIMING["vernietiging"].feit(
            rij.id,
            rij.gedaan_op,
            pad=f"/groepen/{blik.groep}/vernietigingen",
            aantallen=rij.aantallen or {},
        )


OPRUIMING = Tijdlijnbron(_OPRUIMING, _opruimingen)
