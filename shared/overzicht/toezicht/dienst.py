"""The overview of who oversees: every source asked, in one order, with what is due first in front.

Nothing is kept: a row is there because its cause is. What is asked of the gateway (alarms) is left
out while it cannot be reached, and the overview says so.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.termijnen import begin_nl
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.poorten.alarm import Openalarm
from shared.partij.toezicht.bron import (
    Rubriek,
    Toezichtblik,
    Toezichtregel,
    Toezichtstand,
    Toezichturgentie,
)
from shared.verzenden.gateway.alarmen import open_alarmen
from shared.verzenden.uitwisseling import Uitwisseling


@dataclass(frozen=True)
class Toezichtfilter:
    """Which rows; what is ``None`` does not matter."""

    rubriek: Rubriek | None = None
    stand: Toezichtstand | None = None
    urgentie: Toezichturgentie | None = None

    def past(self, regel: Toezichtregel, nu: datetime) -> bool:
        """Whether the row is asked for."""
        return (
            self.rubriek in (None, regel.rubriek)
            and self.stand in (None, regel.stand)
            and self.urgentie in (None, regel.urgentie(nu))
        )


@dataclass(frozen=True)
class Toezichtoverzicht:
    """Every row, in order. ``volledig``: the gateway said which alarms wait."""

    regels: Sequence[Toezichtregel]
    volledig: bool
    nu: datetime


async def toezicht(u: Uitwisseling, wie: Medewerker, sinds: date) -> Toezichtoverzicht:
    """What there is to oversee for this official; what was done before ``sinds`` is left out."""
    alarmen = await _alarmen(u)
    return await asyncio.to_thread(_toezicht, u, wie, sinds, alarmen)


def per_rubriek(
    regels: Iterable[Toezichtregel], nu: datetime
) -> Mapping[Rubriek, Mapping[str, int]]:
    """By heading how many are open, too late, for today, and done."""
    geteld: dict[Rubriek, Counter[str]] = {een: Counter() for een in Rubriek}
    for regel in regels:
        telling = geteld[regel.rubriek]
        telling[regel.stand] += 1
        if (urgentie := regel.urgentie(nu)) is not None:
            telling[urgentie] += 1
    return geteld


async def _alarmen(u: Uitwisseling) -> Sequence[Openalarm] | None:
    try:
        return await open_alarmen(u.gateway)
    except GatewayFout:
        return None


def _toezicht(
    u: Uitwisseling, wie: Medewerker, sinds: date, alarmen: Sequence[Openalarm] | None
) -> Toezichtoverzicht:
    dienst, nu = u.dienst, u.dienst.klok()
    with dienst.lezend() as sessie:
        blik = Toezichtblik(
            sessie=sessie,
            regels=dienst.regels,
            partij=dienst.partij.code,
            nu=nu,
            sinds=begin_nl(sinds),
            taak=wie.taak,
            alarmen=alarmen or (),
        )
        regels = [
            regel
            for bron in dienst.bijdragen.toezicht
            for regel in bron.regels(blik)
            if regel.groep is None or wie.in_taak(regel.groep)
        ]
    regels.sort(key=lambda regel: regel.sleutel)
    return Toezichtoverzicht(regels, alarmen is not None, nu)
