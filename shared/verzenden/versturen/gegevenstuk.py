"""A stuk that is given: one version, one message for each receiver, promised together.

The number of the version is in the content, and content is sealed before a transaction is open; so
whoever was first with a number keeps it, and the other composes anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.verzoek import Kop
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.verzenden.samenstellen.vormcontrole import eis_verzendbaar
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij
from shared.verzenden.uitbak.opslag import Belofte, Verzendopslag
from shared.verzenden.uitwisseling import Uitwisseling


@dataclass(frozen=True)
class Gegevenstuk:
    """``samenstellingen``: what each receiver gets. ``sleutel``: the caller's idempotency key.

    ``meldt``: codes of the content that change something here once it arrived.
    """

    id: str
    onderwerp: str
    versie: int
    samenstellingen: tuple[Samenstelling, ...]
    sleutel: str | None = None
    meldt: Mapping[str, Any] | None = None

    @property
    def kop(self) -> Kop:
        """Of one of the messages: who gives what about which group is the same in all."""
        return self.samenstellingen[0].kop


def leg_gegeven_vast(
    sessie: Session,
    uitbak: Verzendopslag,
    gegeven: Gegevenstuk,
    beloften: Sequence[Belofte],
    nu: datetime,
) -> None:
    """Promises the messages and registers what they bring, in the caller's transaction.

    Raises ``IntegrityError`` where somebody else was first with the version or the key. Another
    receiver may be added later; whoever has it, or is getting it, does not get it twice.
    """
    rij = sessie.get(GroepsstukRij, gegeven.id, with_for_update=True)
    if rij is None:
        rij = _nieuw(gegeven, nu)
        sessie.add(rij)
    elif rij.stand == Stukstand.NIET_GEGEVEN:
        rij.stand = Stukstand.ONDERWEG
    sessie.flush()
    heeft = {(een.ontvanger, een.medewerker) for een in opslag.lopende(sessie, gegeven.id)}
    meldt = None if gegeven.meldt is None else dict(gegeven.meldt)
    for belofte in beloften:
        if (belofte.kop.ontvanger, belofte.kop.ontvangende_medewerker) in heeft:
            continue
        uitbak.beloof_later(sessie, belofte, nu)
        sessie.add(
            StukberichtRij(
                bericht_id=belofte.kop.id,
                stuk_id=gegeven.id,
                partij=belofte.kop.ontvanger,
                apart=False,
                meldt=meldt,
            )
        )
    sessie.flush()


def _nieuw(gegeven: Gegevenstuk, nu: datetime) -> GroepsstukRij:
    kop = gegeven.kop
    een_ontvanger = len(gegeven.samenstellingen) == 1
    return GroepsstukRij(
        id=gegeven.id,
        richting=Richting.UIT,
        soort=kop.stuk,
        groep=kop.groep,
        onderwerp=gegeven.onderwerp,
        versie=gegeven.versie,
        van=kop.afzender,
        medewerker=kop.medewerker,
        in_reactie_op=kop.in_reactie_op if een_ontvanger else None,
        stand=Stukstand.ONDERWEG,
        op=nu,
        idempotentiesleutel=gegeven.sleutel,
    )


def stukbelofte(
    u: Uitwisseling, wie: Medewerker, stuk: Stuk, ontvanger: str, nu: datetime, *, bevestigd: bool
) -> Belofte:
    """A sealed message with a stuk about no group, for a party of the covenant, active or not.

    Made before a transaction is open. Raises ``OngeldigeInvoer`` with all that is wrong in it.
    """
    regels = u.dienst.regels
    afzender = Afzender(u.dienst.partij.code, regels, wie.autorisatie_id, nu)
    kop = stel_kop_op(
        afzender, uuid7(nu), soort=regels.stukken[stuk.soort].soort, ontvanger=ontvanger,
        ontvangende_medewerker=None, groep=None, stap=None, stuk=stuk.soort,
    )  # fmt: skip
    samenstelling = Samenstelling(kop, (), None, stuk, bevestigd=bevestigd)
    eis_verzendbaar(samenstelling, regels)
    return u.opslag.bereid_belofte_voor(samenstelling, nu)


async def probeer_wachtende(
    u: Uitwisseling, wachtende: Callable[[Session], Sequence[str]], wacht: float | None = None
) -> None:
    """One attempt at each of these messages, for as long as an official waits (``wacht``)."""

    def zoek() -> Sequence[str]:
        with u.dienst.lezend() as sessie:
            return wachtende(sessie)

    ids = await asyncio.to_thread(zoek)
    await asyncio.gather(*(u.verzender.probeer_nu(bericht_id, wacht) for bericht_id in ids))
