"""Tells that the day of a task has come: once for each day it is given."""

from __future__ import annotations

from sqlalchemy import select

from shared.convenant.termijnen import datum_nl
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.partij.dienst import Dienst
from shared.web.proces.achtergrond import steeds
from shared.zaak.taken.tabellen import TaakRij
from shared.zaak.taken.taken import Taakstand


def herinner(dienst: Dienst) -> int:
    """Marks every open task whose day is here; how many. The mark itself is the news."""
    nu = dienst.klok()
    with dienst.transactie() as sessie:
        rijen = sessie.scalars(
            select(TaakRij)
            .where(
                TaakRij.stand == Taakstand.OPEN,
                TaakRij.uiterlijk <= datum_nl(nu),
                TaakRij.herinnerd_op.is_(None),
            )
            .with_for_update()
        ).all()
        for rij in rijen:
            rij.herinnerd_op = nu
    return len(rijen)


async def blijf_herinneren(dienst: Dienst, rust_seconden: float) -> None:
    """Looks now and then, until it is cancelled."""

    async def ronde() -> None:
        await in_draad(herinner, dienst)

    await steeds("herinneren", ronde, rust_seconden, verwacht=(DatabankFout,))
