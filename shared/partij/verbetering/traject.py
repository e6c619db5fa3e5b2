"""Judges a contested item, and tells whoever has not heard yet (covenant 6.5, Wpg 4.4).

The decision and its messages are promised in one transaction; the outbox delivers. A correction
is a duty: no step, age, term or closed group stands in its way, and who cannot be told at the
moment stays visible until told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import jcs
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.partij import Brongegeven
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import OntvangenGegevenRij, UitgaandOnderdeelRij
from shared.partij.verbetering import opslag
from shared.partij.verbetering.begrippen import AANVULLING, Aard, Fase, Kant, Stand, berichtsoort
from shared.partij.verbetering.tabellen import VerbeteringRij
from shared.partij.verbetering.toezeggingen import (
    Boodschap,
    Medewerkers,
    Toezegger,
    Toezegging,
    eigen_van,
)
from shared.partij.verbetering.vormen import Besluit

Versie_eis = Callable[[int], bool]


class Verbeteringen:
    """The use cases of one official's request."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._toezegger = Toezegger(u, wie)

    async def bevestig(self, verbetering_id: str, besluit: Besluit, eis: Versie_eis) -> None:
        """The source agrees: everybody gets the record as it is now.

        Raises ``Conflict`` when it is not this party's to judge, judged already, or unchanged.
        """
        stap = await self._stap(verbetering_id, besluit.als)
        await asyncio.to_thread(self._beslis, verbetering_id, Stand.BEVESTIGD, besluit, eis, stap)

    def wijs_af(self, verbetering_id: str, besluit: Besluit, eis: Versie_eis) -> None:
        """The source does not agree: the item stays, and everybody hears why."""
        self._beslis(verbetering_id, Stand.AFGEWEZEN, besluit, eis, None)

    async def vertel(self, verbetering_id: str, medewerkers: Medewerkers) -> None:
        """Tells whoever has not heard the last word yet, composed anew from the current record.

        Raises ``Conflict`` when everybody heard it or is about to.
        """
        stap = await self._stap(verbetering_id, None)
        await asyncio.to_thread(self._vertel, verbetering_id, medewerkers, stap)

    def _beslis(
        self,
        verbetering_id: str,
        stand: Stand,
        besluit: Besluit,
        eis: Versie_eis,
        stap: int | None,
    ) -> None:
        with self._u.lezend() as sessie:
            rij = self._lees(sessie, verbetering_id)
            _eis_te_beslissen(rij, eis)
            boodschap = Boodschap(
                Fase(stand.value), besluit.reden, besluit.als, stap,
                self._nieuw(sessie, rij) if stand == Stand.BEVESTIGD else None,
            )  # fmt: skip
            toezeggingen = self._toezegger.aan_ontvangers(
                sessie, rij, boodschap, besluit.medewerkers
            )
        zegel = self._toezegger.verzegel_reden(rij.sleutel_id, rij.id, "besluit", besluit.reden)
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, verbetering_id, vergrendel=True)
            _eis_te_beslissen(rij, eis)
            rij.stand, rij.versie, rij.besluit_als = stand, rij.versie + 1, besluit.als
            rij.besloten_op, rij.besloten_door = self._toezegger.nu, self._wie.autorisatie_id
            rij.besluitzegel = zegel
            self._toezegger.zeg_toe(sessie, rij.id, toezeggingen)
        self._u.verzender.wek()

    def _nieuw(self, sessie: Session, rij: VerbeteringRij) -> Brongegeven:
        """The record as it is now, which differs from what at least somebody got."""
        berichten = self._toezegger.berichten(sessie)
        nieuw = berichten.huidig(rij.persoon_id, rij.gegevenssoort, rij.gegeven_id)
        verstuurd = opslag.verstuurd(sessie, rij.groep, eigen_van(rij))
        if all(_gelijk(berichten.verstuurd(deel), nieuw) for _, deel in verstuurd):
            raise Conflict(
                "Het gegeven is nog hetzelfde als wat de anderen hebben. Verbeter het eerst in uw "
                "eigen bestand, of wijs de verbetering af."
            )
        return nieuw

    async def _stap(self, verbetering_id: str, als: str | None) -> int | None:
        """The group's step, asked only where an addition needs it."""
        with self._u.lezend() as sessie:
            rij = self._lees(sessie, verbetering_id)
            als = als or rij.besluit_als
            if berichtsoort(Fase.BEVESTIGD, Aard(rij.aard), als) != AANVULLING:
                return None
            groep = rij.groep
        stap = (await self._u.gateway.groep(groep)).get("stap")
        return stap if isinstance(stap, int) else None

    def _vertel(self, verbetering_id: str, medewerkers: Medewerkers, stap: int | None) -> None:
        with self._u.lezend() as sessie:
            rij = self._lees(sessie, verbetering_id)
            toezeggingen = (
                self._opnieuw_aan_ontvangers(sessie, rij, medewerkers, stap)
                if rij.kant == Kant.BRON
                else self._opnieuw_melden(sessie, rij, medewerkers)
            )
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, verbetering_id, vergrendel=True)
            over = self._toezegger.weet_het_niet(sessie, rij.id, toezeggingen)
            if not over:
                raise Conflict("Iedereen heeft dit al gehoord, of het bericht is onderweg.")
            self._toezegger.zeg_toe(sessie, rij.id, over)
        self._u.verzender.wek()

    def _opnieuw_aan_ontvangers(
        self, sessie: Session, rij: VerbeteringRij, medewerkers: Medewerkers, stap: int | None
    ) -> list[Toezegging]:
        fase = Fase.ONDERZOEK if rij.stand == Stand.OPEN else Fase(rij.stand)
        reden = self._toezegger.open_reden(rij, "reden" if fase == Fase.ONDERZOEK else "besluit")
        nieuw = None
        if fase == Fase.BEVESTIGD:
            berichten = self._toezegger.berichten(sessie)
            nieuw = berichten.huidig(rij.persoon_id, rij.gegevenssoort, rij.gegeven_id)
        boodschap = Boodschap(fase, reden or "", rij.besluit_als, stap, nieuw)
        return self._toezegger.aan_ontvangers(sessie, rij, boodschap, medewerkers)

    def _opnieuw_melden(
        self, sessie: Session, rij: VerbeteringRij, medewerkers: Medewerkers
    ) -> list[Toezegging]:
        """What this party found, once more to whom it did not reach."""
        gegeven = sessie.get(OntvangenGegevenRij, rij.gegeven_id or "")
        if gegeven is None:
            raise NietGevonden("Dit ontvangen gegeven is er niet meer.")
        eerder = opslag.berichten_van(sessie, [rij.id])
        if rij.stand != Stand.OPEN or not eerder:
            return []
        deel = sessie.get_one(UitgaandOnderdeelRij, (eerder[0][0].bericht_id, 0))
        return self._toezegger.aan_bron(
            sessie, rij, gegeven, self._toezegger.berichten(sessie).verstuurd(deel),
            [een.partij for een in opslag.ontvangers_van(sessie, [rij.id])],
            self._toezegger.open_reden(rij, "reden") or "", medewerkers,
        )  # fmt: skip

    def _lees(self, sessie: Session, verbetering_id: str) -> VerbeteringRij:
        rij = opslag.lees(sessie, verbetering_id)
        self._wie.eis_groep(rij.groep)
        return rij


def _eis_te_beslissen(rij: VerbeteringRij, eis: Versie_eis) -> None:
    if rij.kant != Kant.BRON:
        raise Conflict(
            "Het gegeven is van een andere partij: alleen die oordeelt. Wacht op haar antwoord."
        )
    if rij.stand != Stand.OPEN:
        raise Conflict("Over deze verbetering is al besloten.")
    eis(rij.versie)


def _gelijk(verstuurd: Mapping[str, object], nieuw: Brongegeven) -> bool:
    return jcs(dict(verstuurd)) == jcs(dict(nieuw.gegevens))
