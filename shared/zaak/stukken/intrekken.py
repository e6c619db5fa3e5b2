"""Taking back a stuk that was given: from everybody who has it, or was about to (6.5).

What still waits is taken out of the queue, for good; whether it had come through without an answer
nobody can tell, so its intrekking goes all the same. One that then finds nothing has done its work.
"""

from __future__ import annotations

import asyncio

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import intrekkingssoort
from shared.partij.fouten import Conflict
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import Richting
from shared.verzenden.stukken.tabellen import StukberichtRij
from shared.verzenden.stukken.zicht import eis_zichtbaar
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.verzenden.uitbak.opslag import Belofte
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.stukken.versturen import probeer_nu

_NOG_NIET_WEG = (Verzendstatus.WACHTEND, Verzendstatus.DOOD)
_ER_WEL = (Verzendstatus.AFGELEVERD, Verzendstatus.BEWIJS_ONVOLDOENDE)
_LOOPT = (Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.BEWIJS_ONVOLDOENDE)


class Stukintrekking:
    """The use case of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie

    async def trek_in(self, stuk_id: str, wacht: float | None = None) -> None:
        """Promises an intrekking to every receiver and delivers it. Again: what is left to do.

        Raises ``Conflict`` when there is nothing (more) to take back, or while it is being posted.
        """
        await asyncio.to_thread(self._beloof, stuk_id)
        await probeer_nu(self._u, stuk_id, wacht)

    def _beloof(self, stuk_id: str) -> None:
        beloften = self._bereid_voor(stuk_id)
        nu = self._u.dienst.klok()
        with self._u.dienst.transactie() as sessie:
            opslag.lees(sessie, stuk_id, vergrendel=True)
            for rij in opslag.berichten(sessie, stuk_id):
                belofte = beloften.get(rij.bericht_id)
                if belofte is None or not self._is_te_doen(sessie, rij):
                    continue
                rij.intrekking = belofte.kop.id
                self._u.opslag.beloof_later(sessie, belofte, nu)

    def _bereid_voor(self, stuk_id: str) -> dict[str, Belofte]:
        """By message, the intrekking of it."""
        with self._u.dienst.lezend() as sessie:
            stuk = opslag.lees(sessie, stuk_id)
            eis_zichtbaar(self._wie, stuk)
            if stuk.richting != Richting.UIT:
                raise Conflict("Alleen wie een stuk gaf, trekt het in.")
            te_doen = [
                sessie.get_one(UitgaandRij, rij.bericht_id)
                for rij in opslag.berichten(sessie, stuk_id)
                if self._is_open(sessie, rij)
            ]
            if not te_doen:
                raise Conflict("Van dit stuk is niets (meer) in te trekken.")
            if any(rij.status == Verzendstatus.ONDERWEG for rij in te_doen):
                raise Conflict("Dit stuk is op dit moment onderweg. Probeer het zo opnieuw.")
            return {rij.bericht_id: self._belofte(rij) for rij in te_doen}

    def _is_open(self, sessie: Session, rij: StukberichtRij) -> bool:
        """Whether there is something to take back, and nothing is on its way to do so."""
        if rij.ingetrokken_op is not None or rij.vernietigd_op is not None:
            return False
        if rij.intrekking is not None:
            eerder = sessie.get_one(UitgaandRij, rij.intrekking)
            if eerder.status in (*_LOOPT, Verzendstatus.AFGELEVERD):
                return False
        bericht = sessie.get_one(UitgaandRij, rij.bericht_id)
        return bericht.status in (*_NOG_NIET_WEG, *_ER_WEL, Verzendstatus.ONDERWEG) or (
            bericht.status == Verzendstatus.VERVALLEN
        )

    def _is_te_doen(self, sessie: Session, rij: StukberichtRij) -> bool:
        """The same with the row locked; what waits is taken out of the queue."""
        vraag = select(UitgaandRij).where(UitgaandRij.bericht_id == rij.bericht_id)
        bericht = sessie.scalars(
            vraag.with_for_update().execution_options(populate_existing=True)
        ).one()
        if bericht.status == Verzendstatus.ONDERWEG:
            raise Conflict("Dit stuk is op dit moment onderweg. Probeer het zo opnieuw.")
        if not self._is_open(sessie, rij):
            return False
        if bericht.status in _NOG_NIET_WEG:
            bericht.status, bericht.body = Verzendstatus.VERVALLEN, None
            bericht.volgende_poging = None
        return True

    def _belofte(self, bericht: UitgaandRij) -> Belofte:
        dienst = self._u.dienst
        nu = dienst.klok()
        kop = stel_kop_op(
            Afzender(dienst.partij.code, dienst.regels, self._wie.autorisatie_id, nu),
            uuid7(nu),
            soort=intrekkingssoort(dienst.regels),
            ontvanger=bericht.ontvanger,
            ontvangende_medewerker=bericht.kop["ontvangendeMedewerker"],
            groep=bericht.groep,
            stap=bericht.kop["stap"],
            in_reactie_op=bericht.bericht_id,
        )
        return self._u.opslag.bereid_belofte_voor(Samenstelling(kop, (), None), nu)
