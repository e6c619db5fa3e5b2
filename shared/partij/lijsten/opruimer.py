"""Works the destructions that were asked for, and tells who must know: who asked, who must too.

A step that fails is tried again at the next round; nothing is confirmed before it is destroyed,
and the confirmation names what is gone.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session

from shared.bericht.identiteit import uuid7
from shared.convenant.berichtsoorten import vernietigingssoort
from shared.convenant.kopvorm import MAX_VERNIETIGD
from shared.kluis.fouten import KluisFout
from shared.opslag.fouten import DatabankFout
from shared.partij.dienst import Dienst
from shared.partij.lijsten import opslag
from shared.partij.lijsten.nettolijst import beloof_wachtende
from shared.partij.lijsten.opruimen import voer_opruiming_uit
from shared.partij.lijsten.tabellen import OpruimingRij
from shared.partij.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.partij.uitwisseling_modellen import InkomendRij
from shared.partij.verzendopslag import Verzendopslag
from shared.web.operaties import eigen_operatie

_log = structlog.get_logger(__name__)


def werk_af(dienst: Dienst, uitbak: Verzendopslag) -> int:
    """Every destruction that is due, then its confirmation in the outbox; how many were done.

    A final list that a holder was not sent yet goes into the outbox too.
    """
    with dienst.transactie() as sessie:
        ids = opslag.openstaande_opruimingen(sessie)
    for opruiming_id in ids:
        voer_opruiming_uit(dienst, opruiming_id)
    with dienst.transactie() as sessie:
        te_doen = [_te_melden(sessie, rij) for rij in opslag.te_bevestigen(sessie)]
    for vernietiging in te_doen:
        _bevestig(dienst, uitbak, vernietiging)
    beloof_wachtende(dienst, uitbak)
    return len(ids)


@dataclass(frozen=True)
class _Vernietiging:
    """What has to be told about a destruction, and to whom."""

    opruiming_id: str
    groep: str
    stap: int
    naar: str
    bericht_id: str | None
    vernietigd: tuple[dict[str, object], ...]


def _te_melden(sessie: Session, rij: OpruimingRij) -> _Vernietiging:
    """What is destroyed, by pseudonym or as the whole group; in as many messages as that takes."""
    namen, alles = list(rij.vernietigd or ()), bool(rij.alles and not rij.behoud)
    delen = [namen[i : i + MAX_VERNIETIGD] for i in range(0, len(namen), MAX_VERNIETIGD)] or [[]]
    return _Vernietiging(
        rij.id,
        rij.groep,
        _stap(sessie, rij),
        rij.van or "",
        rij.bericht_id,
        tuple({"berichten": [], "betrokkenen": deel, "heleGroep": alles} for deel in delen),
    )


def _stap(sessie: Session, rij: OpruimingRij) -> int:
    """The step of the message that asked for it: a kop about a group names one."""
    bericht = sessie.get_one(InkomendRij, rij.bericht_id)
    return int(bericht.kop["stap"])


def _bevestig(dienst: Dienst, uitbak: Verzendopslag, vernietiging: _Vernietiging) -> None:
    nu = dienst.klok()
    koppen = [
        stel_kop_op(
            Afzender(dienst.partij.code, dienst.regels, None, nu),
            uuid7(nu),
            soort=vernietigingssoort(dienst.regels),
            ontvanger=vernietiging.naar,
            ontvangende_medewerker=None,
            groep=vernietiging.groep,
            stap=vernietiging.stap,
            in_reactie_op=vernietiging.bericht_id,
            vernietigd=vernietigd,
        )
        for vernietigd in vernietiging.vernietigd
    ]
    beloften = [uitbak.bereid_belofte_voor(Samenstelling(kop, (), None), nu) for kop in koppen]
    with dienst.transactie() as sessie:
        opruiming = sessie.get_one(OpruimingRij, vernietiging.opruiming_id, with_for_update=True)
        if opruiming.bevestiging_id is None:
            opruiming.bevestiging_id = koppen[0]["id"]
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
