"""Sharing by word of mouth: decided before it is said, confirmed after, in the verslag for good.

What is said goes to the receiver as a message over a spoken channel, so the toetsing runs before
the words are spoken (covenant 6.2 to 6.4). Whether the participants were known beforehand is not
for the official to claim: it follows from the register of meetings, and gate 14 judges it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.tijd import lees_utc
from shared.convenant.overleg import overlegkanaal
from shared.convenant.verzoek import Overleg
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.overleg.modellen import MondelingRij
from shared.partij.overleg.verslagregel import ZOUT_BYTES, bindwaarde, verslagregel
from shared.partij.overleg.vormen import Mondelingopdracht
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import UitgaandRij, Verzendstatus
from shared.partij.uitwisseling_vormen import Verzendopdracht
from shared.partij.verstrekken import Verstrekken
from shared.web.meldingen import Invoerfout


@dataclass(frozen=True)
class Stand:
    """What may be, or was, said: this party's row, and the message it hangs on."""

    rij: MondelingRij
    bericht: UitgaandRij


class Mondeling:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie
        self._regels = uitwisseling.dienst.regels

    async def vraag(self, opdracht: Mondelingopdracht, sleutel: str | None) -> str:
        """Has the words decided on and announced to the receiver; the message's id."""
        self._wie.eis_groep(opdracht.verstrekking.groep)
        verzendopdracht = await self._over_kanaal(opdracht)
        bericht = await Verstrekken(self._u, self._wie).verstuur(verzendopdracht, sleutel)
        await asyncio.to_thread(self._maak_rij, bericht, opdracht.overleg)
        return bericht

    async def bevestig(self, bericht: str, overleg: str | None, *, gedeeld: bool) -> None:
        """Tells the log that the words were spoken, or takes the message back. Repeatable.

        Raises ``NietGevonden``, or ``Conflict`` when it was told otherwise before, or when the
        message was not permitted or is still under way.
        """
        stand = await asyncio.to_thread(self._leg_keuze_vast, bericht, overleg, gedeeld)
        if not gedeeld:
            await self._trek_in(stand)
        elif stand.rij.bladnummer is None:
            bladnummer = await self._u.gateway.bevestig_mondeling(
                {"bericht": bericht, "overleg": stand.rij.overleg, "verslag": stand.rij.verslag}
            )
            await asyncio.to_thread(self._noteer_blad, bericht, bladnummer)

    def stand(self, bericht: str) -> Stand:
        """One of these messages, within the task."""
        with self._u.lezend() as sessie:
            return self._lees(sessie, bericht)

    async def _over_kanaal(self, opdracht: Mondelingopdracht) -> Verzendopdracht:
        verstrekking = opdracht.verstrekking
        if verstrekking.model_fields_set & {"kanaal", "overleg"}:
            zin = "Laat kanaal en overleg weg: die volgen uit het overleg."
            raise OngeldigeInvoer([Invoerfout("/verstrekking", zin)])
        if opdracht.overleg is None:
            return verstrekking.model_copy(update={"kanaal": self._telefoon()})
        overleg = await self._overleg_nu(opdracht.overleg, verstrekking.groep)
        deelnemers = set(overleg["deelnemers"])
        wie = {self._wie.autorisatie_id, verstrekking.ontvangende_medewerker}
        blok = Overleg.model_validate(
            {
                "soort": overleg["soort"],
                "locatie": overleg["locatie"],
                "deelnemersVoorafGeregistreerd": wie <= deelnemers,
            }
        )
        kanaal = overlegkanaal(self._regels)
        return verstrekking.model_copy(update={"kanaal": kanaal, "overleg": blok})

    async def _overleg_nu(self, kenmerk: str, groep: str) -> Mapping[str, Any]:
        """The registered meeting about this group that is going on now."""
        try:
            overleg = await self._u.gateway.overleg(kenmerk)
        except NietGevonden as fout:
            zin = "is niet geregistreerd, of niet toegankelijk voor deze partij"
            raise OngeldigeInvoer([Invoerfout("/overleg", zin)]) from fout
        nu = self._u.dienst.klok()
        if overleg["groep"] != groep:
            raise OngeldigeInvoer([Invoerfout("/overleg", "gaat over een andere groep")])
        if overleg["afgelast"] or not lees_utc(overleg["begin"]) <= nu <= lees_utc(
            overleg["einde"]
        ):
            raise OngeldigeInvoer([Invoerfout("/overleg", "is nu niet gaande")])
        return overleg

    def _telefoon(self) -> str:
        kanalen = self._regels.kanalen.items()
        return next(code for code, kanaal in kanalen if kanaal.mondeling and not kanaal.overleg)

    def _maak_rij(self, bericht: str, overleg: str | None) -> None:
        with self._u.dienst.transactie() as sessie:
            if sessie.get(MondelingRij, bericht) is None:
                zout = os.urandom(ZOUT_BYTES)
                sessie.add(MondelingRij(bericht_id=bericht, overleg=overleg, zout=zout))

    def _leg_keuze_vast(self, bericht: str, overleg: str | None, gedeeld: bool) -> Stand:
        """What the official says, durably, before the gateway hears it."""
        self._herstel_rij(bericht, overleg)
        with self._u.dienst.transactie() as sessie:
            stand = self._lees(sessie, bericht, slot=True)
            rij = stand.rij
            if rij.gedeeld is not None and rij.gedeeld != gedeeld:
                raise Conflict("Hiervan is al iets anders vastgelegd.")
            _eis_aangekomen(stand.bericht)
            if rij.gedeeld is None:
                rij.gedeeld = gedeeld
                rij.bevestigd_op = self._u.dienst.klok()
                rij.bevestigd_door = self._wie.autorisatie_id
                if gedeeld:
                    rij.verslag = bindwaarde(verslagregel(stand.bericht.kop), rij.zout)
            sessie.flush()
            sessie.expunge_all()
        return stand

    def _herstel_rij(self, bericht: str, overleg: str | None) -> None:
        """The process may have died after the message was promised and before its row was made."""
        with self._u.lezend() as sessie:
            verstuurd = sessie.get(UitgaandRij, bericht)
            bekend = sessie.get(MondelingRij, bericht) is not None
            kanaal = None if verstuurd is None else self._regels.kanalen[verstuurd.kop["kanaal"]]
        if not bekend and kanaal is not None and kanaal.mondeling:
            self._maak_rij(bericht, overleg)

    def _lees(self, sessie: Session, bericht: str, *, slot: bool = False) -> Stand:
        rij = sessie.get(MondelingRij, bericht, with_for_update=slot or None)
        verstuurd = sessie.get(UitgaandRij, bericht)
        if rij is None or verstuurd is None or verstuurd.groep is None:
            raise NietGevonden("Hier is niets bekend dat mondeling wordt gedeeld.")
        self._wie.eis_groep(verstuurd.groep)
        return Stand(rij, verstuurd)

    async def _trek_in(self, stand: Stand) -> None:
        bericht = stand.bericht
        opdracht = Verzendopdracht.model_validate(
            {
                "soort": "intrekking",
                "ontvanger": bericht.ontvanger,
                "ontvangendeMedewerker": bericht.kop["ontvangendeMedewerker"],
                "groep": bericht.groep,
                "inReactieOp": bericht.bericht_id,
            }
        )
        sleutel = f"niet-gezegd:{bericht.bericht_id}"
        await Verstrekken(self._u, self._wie).verstuur(opdracht, sleutel)

    def _noteer_blad(self, bericht: str, bladnummer: int) -> None:
        with self._u.dienst.transactie() as sessie:
            sessie.get_one(MondelingRij, bericht).bladnummer = bladnummer


def _eis_aangekomen(bericht: UitgaandRij) -> None:
    if bericht.status == Verzendstatus.GEWEIGERD:
        raise Conflict("Dit mocht niet worden gedeeld, dus ook niet worden gezegd.")
    if bericht.status != Verzendstatus.AFGELEVERD:
        raise Conflict("Dit bericht is nog niet aangekomen; zeg het nog niet.")
