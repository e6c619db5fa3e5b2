"""Works the destructions that were asked for, and tells who asked that they are done.

A step that fails is tried again at the next round; nothing is confirmed before it is destroyed.
"""

from __future__ import annotations

import asyncio

import structlog

from shared.bericht.identiteit import uuid7
from shared.kluis.fouten import KluisFout
from shared.opslag.fouten import DatabankFout
from shared.partij.dienst import Dienst
from shared.partij.lijsten import opslag
from shared.partij.lijsten.begrippen import VERNIETIGINGSBERICHT
from shared.partij.lijsten.opruimen import voer_opruiming_uit
from shared.partij.lijsten.tabellen import OpruimingRij
from shared.partij.samenstellen import Afzender, Samenstelling, stel_kop_op
from shared.partij.verzendopslag import Verzendopslag
from shared.web.operaties import eigen_operatie

_log = structlog.get_logger(__name__)


def werk_af(dienst: Dienst, uitbak: Verzendopslag) -> int:
    """Every destruction that is due, then its confirmation in the outbox; how many were done."""
    with dienst.transactie() as sessie:
        ids = opslag.openstaande_opruimingen(sessie)
    for opruiming_id in ids:
        voer_opruiming_uit(dienst, opruiming_id)
    with dienst.transactie() as sessie:
        rijen = [(r.id, r.groep, r.van, r.bericht_id) for r in opslag.te_bevestigen(sessie)]
    for opruiming_id, groep, van, bericht_id in rijen:
        _bevestig(dienst, uitbak, opruiming_id, groep, van or "", bericht_id)
    return len(ids)


def _bevestig(
    dienst: Dienst,
    uitbak: Verzendopslag,
    opruiming_id: str,
    groep: str,
    naar: str,
    bericht_id: str | None,
) -> None:
    nu = dienst.klok()
    kop = stel_kop_op(
        Afzender(dienst.partij.code, dienst.regels.id, None, nu),
        uuid7(nu),
        soort=VERNIETIGINGSBERICHT,
        ontvanger=naar,
        ontvangende_medewerker=None,
        groep=groep,
        stap=None,
        in_reactie_op=bericht_id,
    )
    belofte = uitbak.bereid_belofte_voor(Samenstelling(kop, (), None), nu)
    with dienst.transactie() as sessie:
        opruiming = sessie.get_one(OpruimingRij, opruiming_id, with_for_update=True)
        if opruiming.bevestiging_id is None:
            opruiming.bevestiging_id = kop["id"]
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
                return await asyncio.to_thread(werk_af, self._dienst, self._uitbak)

    async def draai(self) -> None:
        """Works until it is cancelled."""
        while True:
            self._wekker.clear()
            try:
                await self.ronde()
            except (DatabankFout, KluisFout) as fout:
                _log.error("opruimen lukt nu niet", fout=type(fout).__name__)
            try:
                async with asyncio.timeout(self._rust):
                    await self._wekker.wait()
            except TimeoutError:
                continue
