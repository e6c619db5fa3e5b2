"""Recording what a start rests on, and preparing the start decision on exactly that.

The decision says what the system counted; nobody types a number. The regisseur prepares it, the
burgemeester reads the counts of that day and signs them (`besluit.py`), and the gateway decides
again on the same. A report that falls away afterwards does not undo the decision: it was right on
what was known. It makes somebody look again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.gemeente.start.begrippen import tel
from services.gemeente.start.besluit import (
    START,
    StartNietCompleet,
    Startstand,
    kijk_opnieuw,
    startstand,
)
from services.gemeente.start.betrokkenheid import NIET_KORTER
from services.gemeente.start.opslag import Eis, Startboek
from services.gemeente.start.tabellen import HerbeoordelingRij, MeldingRij, StartbesluitRij
from shared.bestand.afscherming.opslag import is_beeindigd
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen
from shared.convenant.einde import groep_loopt
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.web.herhaling import Opdracht, eerder
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.besluiten.concepten import Besluitconcepten, Getoond

BLIJFT, EINDIGT = "blijft", "eindigt"


class Start:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    # --- vastleggen -------------------------------------------------------------------------------

    def meld(
        self, groep: str, inhoud: Mapping[str, Any], opdracht: Opdracht | None, *, bevestigd: bool
    ) -> MeldingRij:
        """A new report about the group; the same order again is the same report."""
        eis_lopende_groep(self._u.dienst, self._wie, groep)
        fouten = [*self._bronfouten(inhoud["bron"]), *self._datumfouten(inhoud["datum"])]
        eis_zonder_personen(_teksten(inhoud), bevestigd=bevestigd, fouten=fouten)
        try:
            return self._leg_vast(groep, inhoud, opdracht)
        except IntegrityError:
            if opdracht is None:
                raise
            # The very same order, or another's report of it, came in at once: read it anew.
            return self._leg_vast(groep, inhoud, opdracht)

    def _leg_vast(
        self, groep: str, inhoud: Mapping[str, Any], opdracht: Opdracht | None
    ) -> MeldingRij:
        with self._u.dienst.transactie() as sessie:
            rij = eerder(sessie, MeldingRij, opdracht)
            if rij is None:
                rij = self._boek(sessie).meld(groep, **inhoud)
                if opdracht is not None:
                    opdracht.merk(rij)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def wijzig(
        self, kenmerk: str, eis: Eis, reden: str, inhoud: Mapping[str, Any], *, bevestigd: bool
    ) -> MeldingRij:
        """Correct a report, withdraw it, or say to which incident it belongs."""
        fouten = self._datumfouten(inhoud["datum"]) if "datum" in inhoud else []
        teksten = _teksten({**inhoud, "reden": reden})
        eis_zonder_personen(teksten, bevestigd=bevestigd, fouten=fouten)
        with self._u.dienst.transactie() as sessie:
            boek = self._boek(sessie)
            rij = boek.melding(kenmerk, slot=True)
            self._wie.eis_groep(rij.groep)
            self._eis_niet_korter(sessie, rij, inhoud)
            if "incident" in inhoud:
                self._eis_incident(boek, rij, inhoud["incident"])
            boek.wijzig(rij, eis, reden, **inhoud)
            sessie.flush()
            dienst = self._u.dienst
            kijk_opnieuw(boek, dienst.regels, dienst.klok(), rij.groep, rij.id)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    @staticmethod
    def _eis_niet_korter(sessie: Session, rij: MeldingRij, inhoud: Mapping[str, Any]) -> None:
        """After the group closed nobody alone takes a report back, or to an earlier day (H1)."""
        eerder = inhoud.get("datum", rij.datum) < rij.datum
        if (eerder or inhoud.get("ingetrokken")) and is_beeindigd(sessie, rij.groep):
            raise Conflict(NIET_KORTER)

    def _eis_incident(self, boek: Startboek, rij: MeldingRij, incident: str) -> None:
        eigen = f"incident-{rij.id[-12:]}"
        bekend = {ander.incident for ander in boek.meldingen(rij.groep)} | {eigen}
        if incident not in bekend:
            zin = "is van geen melding over deze groep; neem het incident van een andere melding"
            raise OngeldigeInvoer([Invoerfout("/incident", zin)])

    # --- besluiten --------------------------------------------------------------------------------

    def stand(self, groep: str) -> Startstand:
        """What is there today, and everything that is missing."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            return startstand(sessie, self._u.dienst, groep)

    async def bereid_voor(
        self, groep: str, eis: Callable[[str], bool], motivering: str, *, bevestigd: bool
    ) -> Getoond:
        """Prepares the decision on what was shown, for who takes it. ``eis``: on what he read.

        Raises ``StartNietCompleet`` with everything that is missing.
        """
        eis_zonder_personen([("/motivering", motivering)], bevestigd=bevestigd)
        stand = await asyncio.to_thread(self.stand, groep)
        eis(stand.merk)
        if stand.redenen:
            raise StartNietCompleet(stand.redenen)
        concepten = Besluitconcepten(self._u, self._wie)
        inhoud = {"motivering": motivering}
        return await concepten.bereid_voor(groep, START, inhoud, met_tekst=True)

    async def besluit(self, groep: str) -> StartbesluitRij | None:
        """The decision that was taken; also when the answer to it got lost."""
        self._wie.eis_groep(groep)
        await Besluitconcepten(self._u, self._wie).maak_af(groep, START)
        with self._u.dienst.lezend() as sessie:
            return self._boek(sessie).startbesluit(groep)

    async def rond_af(
        self, kenmerk: str, uitkomst: str, toelichting: str, *, bevestigd: bool
    ) -> HerbeoordelingRij:
        """Finish looking again: the start stands on other reports, or the approach has ended."""
        eis_zonder_personen([("/toelichting", toelichting)], bevestigd=bevestigd)
        with self._u.dienst.lezend() as sessie:
            groep = self._boek(sessie).herbeoordeling(kenmerk).groep
        self._wie.eis_groep(groep)
        if uitkomst == EINDIGT:
            toestand = await self._u.gateway.groep(groep)
            if groep_loopt(toestand):
                raise Conflict("De aanpak loopt nog; neem eerst het besluit om af te sluiten.")
        return await asyncio.to_thread(self._rond_af, kenmerk, uitkomst, toelichting)

    # --- opnieuw kijken ---------------------------------------------------------------------------

    def _rond_af(self, kenmerk: str, uitkomst: str, toelichting: str) -> HerbeoordelingRij:
        with self._u.dienst.transactie() as sessie:
            boek = self._boek(sessie)
            rij = boek.herbeoordeling(kenmerk, slot=True)
            if uitkomst == BLIJFT:
                self._rust_op_andere(boek, rij)
            boek.rond_af(rij, uitkomst, toelichting)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def _rust_op_andere(self, boek: Startboek, rij: HerbeoordelingRij) -> None:
        """The decision stands if reports of that time that were not used make up for it."""
        besluit = boek.startbesluit(rij.groep)
        assert besluit is not None  # noqa: S101 - without one nobody has to look again
        cijfers = tel(boek.beeld(rij.groep), besluit.datum, self._u.dienst.regels)
        if len(cijfers.incidenten) < cijfers.nodig:
            raise Conflict(
                f"Het startbesluit rust nog op {len(cijfers.incidenten)} van de {cijfers.nodig} "
                "incidenten. Leg andere meldingen van toen vast, of sluit de aanpak af."
            )
        besluit.bewijs = [e.melding.id for e in cijfers.meldingen if e.waarom_niet is None]

    # --- gedeeld ----------------------------------------------------------------------------------

    def _boek(self, sessie: Session) -> Startboek:
        return Startboek(sessie, self._u.dienst.klok(), self._wie.autorisatie_id)

    def _bronfouten(self, bron: str) -> list[Invoerfout]:
        bekend = self._u.dienst.regels.woorden["meldingsbronnen"]
        if bron in bekend:
            return []
        return [Invoerfout("/bron", f"is geen bekende bron; wel: {', '.join(sorted(bekend))}")]

    def _datumfouten(self, datum: date) -> list[Invoerfout]:
        if datum > datum_nl(self._u.dienst.klok()):
            return [Invoerfout("/datum", "ligt in de toekomst")]
        return []


def _teksten(inhoud: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    return [(f"/{naam}", inhoud.get(naam)) for naam in ("plek", "omschrijving", "reden")]
