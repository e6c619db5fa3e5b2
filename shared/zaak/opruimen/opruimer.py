"""Works the destructions that were asked for, and tells of each: every holder answers for its own.

A step that fails is tried again at the next round; nothing is told before it is destroyed, and what
is told names what is gone. Whoever asked hears it, and whoever gave some of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.convenant.kopvorm import MAX_VERNIETIGD
from shared.kluis.fouten import KluisFout
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.opslag.schijf import leeg_wal
from shared.partij.dienst import Dienst
from shared.verzenden.samenstellen.vernietigingsmelding import Vernietiging, stel_melding_samen
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.web.beschrijving.operaties import eigen_operatie
from shared.web.proces.achtergrond import steeds
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.nettolijst import beloof_wachtende
from shared.zaak.lijsten.tabellen import OpruimingRij
from shared.zaak.opruimen.afmelden import meld_af
from shared.zaak.opruimen.opruimen import voer_opruiming_uit

_WACHT_OP_LEZERS = 0.1


@scherm_opzij()
def werk_af(dienst: Dienst, uitbak: Verzendopslag) -> int:
    """Every destruction that is due, then what is told of it; how many were done.

    A final list that a holder was not sent yet goes into the outbox too.
    """
    with dienst.transactie() as sessie:
        ids = opslag.openstaande_opruimingen(sessie)
    for opruiming_id in ids:
        voer_opruiming_uit(dienst, opruiming_id)
    with dienst.transactie() as sessie:
        te_doen = [_te_melden(sessie, rij) for rij in opslag.te_melden(sessie)]
        wacht = opslag.openstaande_opruimingen(sessie)
    for melding in te_doen:
        _meld(dienst, uitbak, melding)
    meld_af(dienst, uitbak)
    beloof_wachtende(dienst, uitbak)
    return len(set(ids).difference(wacht))


@dataclass(frozen=True)
class _Melding:
    """What has to be told about one destruction. ``aan_vrager``: how many go to whoever asked."""

    opruiming_id: str
    berichten: tuple[Vernietiging, ...]


def _te_melden(sessie: Session, rij: OpruimingRij) -> _Melding:
    """By pseudonym and message, or as the whole group; in as many messages as that takes."""
    gemeld = dict(rij.vernietigd or {})
    if rij.van is not None:
        # Whoever asked hears that it was done, also where nothing of his was here.
        gemeld = {rij.van: gemeld.pop(rij.van, {}), **gemeld}
    berichten = []
    for partij, wat in gemeld.items():
        stap = _stap(sessie, rij, partij)
        for betrokkenen, weg in _delen(wat.get("betrokkenen", []), wat.get("berichten", [])):
            berichten.append(
                Vernietiging(
                    naar=partij,
                    groep=rij.groep,
                    stap=stap,
                    berichten=weg,
                    betrokkenen=betrokkenen,
                    hele_groep=bool(rij.alles and not rij.behoud),
                    in_reactie_op=rij.bericht_id if partij == rij.van else None,
                )
            )
    return _Melding(rij.id, tuple(berichten))


def _delen(
    betrokkenen: list[str], berichten: list[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Both lists in portions of what one message holds; at least one portion."""
    for begin in range(0, max(len(betrokkenen), len(berichten), 1), MAX_VERNIETIGD):
        portie = slice(begin, begin + MAX_VERNIETIGD)
        yield tuple(betrokkenen[portie]), tuple(berichten[portie])


def _stap(sessie: Session, rij: OpruimingRij, partij: str) -> int | None:
    """The step of the last message of this party about the group: a kop about a group names one."""
    vraag = (
        select(InkomendRij.kop)
        .where(InkomendRij.groep == rij.groep, InkomendRij.afzender == partij)
        .order_by(InkomendRij.bericht_id.desc())
        .limit(1)
    )
    kop = sessie.scalar(vraag)
    return None if kop is None else kop["stap"]


def _meld(dienst: Dienst, uitbak: Verzendopslag, melding: _Melding) -> None:
    nu = dienst.klok()
    samengesteld = [stel_melding_samen(dienst, een) for een in melding.berichten]
    beloften = [uitbak.bereid_belofte_voor(een, nu) for een in samengesteld]
    with dienst.transactie() as sessie:
        opruiming = sessie.get_one(OpruimingRij, melding.opruiming_id, with_for_update=True)
        if opruiming.gemeld_op is not None:
            return
        opruiming.gemeld_op = nu
        if opruiming.van is not None:
            opruiming.bevestiging_id = samengesteld[0].kop.id
        for belofte in beloften:
            uitbak.beloof_later(sessie, belofte, nu)


class Opruimer:
    """The background task of a running service: looks when woken, and now and then."""

    def __init__(self, dienst: Dienst, uitbak: Verzendopslag, rusttijd_seconden: float) -> None:
        self._dienst = dienst
        self._uitbak = uitbak
        self._rust = rusttijd_seconden
        self._wekker = asyncio.Event()
        self._een_tegelijk = asyncio.Lock()

    def wek(self) -> None:
        """Something may have been asked."""
        self._wekker.set()

    async def ronde(self) -> int:
        """Does what is due now; how many destructions that were."""
        async with self._een_tegelijk:
            with eigen_operatie("ruimOp", "onderhoud"):
                gedaan = await in_draad(werk_af, self._dienst, self._uitbak)
            # Also what was taken back or forgotten lies in the database's log until it is emptied.
            await in_draad(leeg_wal, self._dienst.engine, wachttijd_seconden=_WACHT_OP_LEZERS)
            return gedaan

    async def draai(self) -> None:
        """Works until it is cancelled."""
        verwacht = (DatabankFout, KluisFout)
        await steeds("opruimen", self._beurt, self._rust, self._wekker, verwacht=verwacht)

    async def _beurt(self) -> None:
        await self.ronde()
