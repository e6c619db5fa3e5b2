"""What becomes of a request besides an answer: handed on to a colleague, or taken back.

Taking back is a message like any other; whatever crosses it, each fact counts at both parties
(``stukken.antwoorden``).
"""

from __future__ import annotations

import asyncio

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.toegang.bevoegdheid import Bevoegdheid, waarom_geen_collega
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.berichtsoorten import intrekkingssoort, verzoeksoort
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.verzenden.journaal.journaal import UIT
from shared.verzenden.journaal.verzoeken import eis_te_beantwoorden
from shared.verzenden.samenstellen.opdracht import Verzendopdracht
from shared.verzenden.tabellen import InformatieverzoekRij, UitgaandRij, Verzendstatus
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.verstrekken import Verstrekken
from shared.web.meldingen import Invoerfout

_MISLUKT = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)


class Verzoekverloop:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._dienst = u.dienst
        self._wie = wie

    def geef_door(self, verzoek_id: str, collega: str) -> InformatieverzoekRij:
        """From now on it waits for this colleague. Twice is once.

        Raises ``Conflict`` for what nobody awaits an answer to, ``OngeldigeInvoer`` for somebody
        who may not answer it.
        """
        with self._dienst.transactie() as sessie:
            rij = self._lees(sessie, verzoek_id, slot=True)
            eis_te_beantwoorden(sessie, rij)
            self._eis_collega(sessie, rij.groep, collega)
            if rij.behandelaar != collega:
                rij.behandelaar, rij.doorgegeven_door = collega, self._wie.autorisatie_id
                rij.doorgegeven_op = self._dienst.klok()
            sessie.flush()
            sessie.expunge(rij)
        return rij

    async def trek_in(self, verstrekken: Verstrekken, verzoek_id: str) -> str:
        """Takes an own request back; the id of the message that says so.

        Raises ``Conflict`` for a request of another, or one that was answered.
        """
        gevonden = await asyncio.to_thread(self._bereid_intrekken_voor, verzoek_id)
        if isinstance(gevonden, str):
            return gevonden
        return await verstrekken.verstuur(gevonden, None)

    def _bereid_intrekken_voor(self, verzoek_id: str) -> str | Verzendopdracht:
        """The order, or the message that takes it back already."""
        soort = intrekkingssoort(self._dienst.regels)
        with self._dienst.lezend() as sessie:
            rij = self._lees(sessie, verzoek_id)
            if rij.richting != UIT:
                raise Conflict("Alleen wie het vroeg, trekt een informatieverzoek in.")
            vraag = select(UitgaandRij.bericht_id).where(
                UitgaandRij.in_reactie_op == verzoek_id,
                UitgaandRij.soort == soort,
                UitgaandRij.status.not_in(_MISLUKT),
            )
            eerder = sessie.scalars(vraag).first()
            if eerder is not None:
                return eerder
            if rij.beantwoord_door is not None:
                raise Conflict("Dit informatieverzoek is al beantwoord; er wacht niemand meer op.")
            return Verzendopdracht.model_validate(
                {
                    "soort": soort,
                    "ontvanger": rij.aan,
                    "ontvangende_medewerker": rij.ontvangende_medewerker,
                    "groep": rij.groep,
                    "in_reactie_op": rij.id,
                },
                by_name=True,
            )

    def _lees(
        self, sessie: Session, verzoek_id: str, *, slot: bool = False
    ) -> InformatieverzoekRij:
        rij = sessie.get(InformatieverzoekRij, verzoek_id, with_for_update=slot or None)
        if rij is None:
            raise NietGevonden("Dit informatieverzoek is hier niet bekend.")
        self._wie.eis_groep(rij.groep)
        return rij

    def _eis_collega(self, sessie: Session, groep: str, collega: str) -> None:
        rij = sessie.get(AutorisatieRij, collega)
        zin = waarom_geen_collega(rij, groep, datum_nl(self._dienst.klok()))
        if zin is None and rij is not None:
            partij, regels = self._dienst.partij.code, self._dienst.regels
            recht = regels.soorten[verzoeksoort(regels)].recht_ontvanger
            if recht not in Bevoegdheid.van(rij, regels, partij).rechten:
                zin = "is van iemand die geen informatie verstrekt; kies een ander"
        if zin is not None:
            raise OngeldigeInvoer([Invoerfout("/medewerker", zin)])
