"""Recording what a start rests on, and taking the start decision on exactly that.

The person who decides confirms what the system counted; nobody types a number. The gateway decides
again on the same counts. A report that falls away afterwards does not undo the decision: it was
right on what was known. It makes somebody look again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from services.gemeente.aanpak.documenten import Documenten
from services.gemeente.aanpak.soorten import stapcode
from services.gemeente.indeling.dienst import INDELING
from services.gemeente.start.boek import Eis, Startboek
from services.gemeente.start.criteria import Startcijfers, tel
from services.gemeente.start.tabellen import HerbeoordelingRij, MeldingRij, StartbesluitRij
from shared.bericht.jsonvorm import jcs
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.fouten import Conflict, OngeldigeInvoer, PartijFout
from shared.partij.groep_bekend import eis_lopende_groep
from shared.partij.groepsbesluiten import Groepsbesluiten
from shared.partij.teksten import keur
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.web.paginering import eis_if_match, etag

START, EERSTE_STAP = "start", 1
BLIJFT, EINDIGT = "blijft", "eindigt"


class StartNietCompleet(PartijFout):
    """The evidence is not enough yet; ``redenen`` says everything that is missing."""

    def __init__(self, redenen: Sequence[Mapping[str, Any]]) -> None:
        super().__init__("Er is nog niet genoeg voor een startbesluit; zie redenen.")
        self.redenen = list(redenen)


@dataclass(frozen=True)
class Startstand:
    """The evidence today, everything that is missing, and its version for ``If-Match``."""

    cijfers: Startcijfers
    redenen: list[dict[str, Any]]
    etag: str


class Start:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    # --- vastleggen -------------------------------------------------------------------------------

    def meld(self, groep: str, inhoud: Mapping[str, Any]) -> MeldingRij:
        """A new report about the group."""
        eis_lopende_groep(self._u.dienst, self._wie, groep)
        fouten = [*self._bronfouten(inhoud["bron"]), *self._datumfouten(inhoud["datum"])]
        self._keur(inhoud, ("plek", "omschrijving"), fouten)
        with self._u.dienst.transactie() as sessie:
            rij = self._boek(sessie).meld(groep, **inhoud)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def wijzig(self, kenmerk: str, eis: Eis, reden: str, inhoud: Mapping[str, Any]) -> MeldingRij:
        """Correct a report, withdraw it, or say to which incident it belongs."""
        fouten = self._datumfouten(inhoud["datum"]) if "datum" in inhoud else []
        self._keur({**inhoud, "reden": reden}, ("plek", "omschrijving", "reden"), fouten)
        with self._u.dienst.transactie() as sessie:
            boek = self._boek(sessie)
            rij = boek.melding(kenmerk, slot=True)
            self._wie.eis_groep(rij.groep)
            if "incident" in inhoud:
                self._eis_incident(boek, rij, inhoud["incident"])
            boek.wijzig(rij, eis, reden, **inhoud)
            sessie.flush()
            self._herzie(boek, rij)
            sessie.flush()
            sessie.expunge(rij)
        return rij

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
        with self._u.lezend() as sessie:
            return self._stand(sessie, groep)

    async def neem(self, groep: str, if_match: str | None, motivering: str) -> StartbesluitRij:
        """Take the decision on what was shown. Raises ``StartNietCompleet`` with all that lacks."""
        self._keur({"motivering": motivering}, ("motivering",), [])
        stand = await asyncio.to_thread(self.stand, groep)
        eis_if_match(if_match, stand.etag)
        if stand.redenen:
            raise StartNietCompleet(stand.redenen)
        await asyncio.to_thread(self._onthoud, groep, stand.cijfers, motivering)
        besluiten = Groepsbesluiten(self._u, self._wie, samengesteld=True)
        antwoord = await besluiten.neem(START, groep, stand.cijfers.gegevens())
        return await asyncio.to_thread(self._bevestig, groep, antwoord.get("bladnummer"))

    async def besluit(self, groep: str) -> StartbesluitRij | None:
        """The decision that was taken; after a crash in between, as the gateway knows it."""
        self._wie.eis_groep(groep)
        with self._u.lezend() as sessie:
            rij = self._boek(sessie).startbesluit(groep)
        if rij is None or rij.bevestigd:
            return rij
        bekend = (await self._u.gateway.groep(groep)).get("startbesluit")
        if bekend != rij.gegevens:
            return None
        return await asyncio.to_thread(self._bevestig, groep, None)

    async def rond_af(self, kenmerk: str, uitkomst: str, toelichting: str) -> HerbeoordelingRij:
        """Finish looking again: the start stands on other reports, or the approach has ended."""
        self._keur({"toelichting": toelichting}, ("toelichting",), [])
        with self._u.lezend() as sessie:
            groep = self._boek(sessie).herbeoordeling(kenmerk).groep
        self._wie.eis_groep(groep)
        if uitkomst == EINDIGT:
            toestand = await self._u.gateway.groep(groep)
            if toestand.get("eindcriterium") is None:
                raise Conflict("De aanpak loopt nog; neem eerst het besluit om af te sluiten.")
        return await asyncio.to_thread(self._rond_af, kenmerk, uitkomst, toelichting)

    def _stand(self, sessie: Session, groep: str) -> Startstand:
        vandaag = datum_nl(self._u.dienst.klok())
        cijfers = tel(self._boek(sessie).beeld(groep), vandaag, self._u.dienst.regels)
        redenen = [reden.als_dict() for reden in cijfers.ontbreekt]
        if not self._stap_beantwoord(sessie, groep):
            zin = f"Niet elke vraag van stap {EERSTE_STAP} heeft een antwoord; beantwoord ze eerst."
            redenen.append({"code": "STAPVRAGEN_OPEN", "uitleg": zin})
        if not self._ingedeeld(sessie, groep):
            zin = (
                "Van deze groep ligt nog niet vast waarom zij onder het convenant valt; deel haar "
                "eerst in."
            )
            redenen.append({"code": "INDELING_ONTBREEKT", "uitleg": zin})
        gezien = sha256(jcs({"groep": groep, **cijfers.gegevens()})).hexdigest()
        return Startstand(cijfers, redenen, etag(groep, gezien))

    def _stap_beantwoord(self, sessie: Session, groep: str) -> bool:
        """Both questions of the first step have an answer (4.1)."""
        document = Documenten(sessie, self._u.dienst.klok()).zoek(groep, stapcode(EERSTE_STAP))
        return document is not None and all(document.inhoud["antwoorden"])

    def _ingedeeld(self, sessie: Session, groep: str) -> bool:
        """Every group record states why the covenant is about it, where the covenant has words."""
        document = Documenten(sessie, self._u.dienst.klok()).zoek(groep, INDELING)
        return document is not None or not self._u.dienst.regels.indelingen

    def _onthoud(self, groep: str, cijfers: Startcijfers, motivering: str) -> None:
        with self._u.dienst.transactie() as sessie:
            self._boek(sessie).onthoud_besluit(
                groep,
                datum=cijfers.datum,
                gegevens=cijfers.gegevens(),
                bewijs=[een.melding.id for een in cijfers.meldingen if een.waarom_niet is None],
                motivering=motivering,
                bevestigd=False,
                bladnummer=None,
            )

    def _bevestig(self, groep: str, bladnummer: int | None) -> StartbesluitRij:
        with self._u.dienst.transactie() as sessie:
            rij = self._boek(sessie).startbesluit(groep)
            assert rij is not None  # noqa: S101 - written before the gateway was asked
            rij.bevestigd, rij.bladnummer = True, bladnummer
            sessie.flush()
            sessie.expunge(rij)
        return rij

    # --- opnieuw kijken ---------------------------------------------------------------------------

    def _herzie(self, boek: Startboek, gewijzigd: MeldingRij) -> None:
        # Of two reports that fall away at once, the second to look sees that the first is gone.
        besluit = boek.startbesluit(gewijzigd.groep, slot=True)
        if besluit is None or not besluit.bevestigd or gewijzigd.id not in besluit.bewijs:
            return
        over = len(self._nog_geldig(boek, besluit))
        regels = self._u.dienst.regels.start
        if over < regels.aantal:
            boek.vraag_herbeoordeling(
                besluit.groep,
                melding=gewijzigd.id,
                uiterlijk=plus(datum_nl(self._u.dienst.klok()), regels.herbeoordeling),
                over=over,
                nodig=regels.aantal,
                eigenaar=besluit.genomen_door,
            )

    def _nog_geldig(self, boek: Startboek, besluit: StartbesluitRij) -> set[str]:
        """The incidents the decision still rests on, out of the reports it was taken on."""
        beeld = boek.beeld(besluit.groep)
        cijfers = tel(beeld, besluit.datum, self._u.dienst.regels)
        return {
            een.melding.incident
            for een in cijfers.meldingen
            if een.waarom_niet is None and een.melding.id in besluit.bewijs
        }

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

    @staticmethod
    def _keur(
        inhoud: Mapping[str, Any], teksten: Sequence[str], fouten: Sequence[Invoerfout]
    ) -> None:
        """Nobody is recognisable in a text about a group; every spot is named (D4)."""
        gevonden = [
            fout for naam in teksten if naam in inhoud for fout in keur(f"/{naam}", inhoud[naam])
        ]
        if fouten or gevonden:
            raise OngeldigeInvoer([*fouten, *gevonden])
