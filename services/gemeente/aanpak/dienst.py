"""The approach of a group as officials work on it: who may write what in which step.

The group's step comes from the gateway, which holds it; the documents are this party's own file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.gemeente.aanpak.eigenaars import (
    Collegas,
    Eigenaarskeuze,
    eigenaarsfouten,
    met_functie,
)
from services.gemeente.acties.begrippen import Bijstelling, NieuweActie, Verandering
from services.gemeente.acties.dienst import Acties, kale_doelen
from services.gemeente.acties.tabellen import ActieRij
from services.gemeente.groepsdocumenten.begrippen import (
    antwoordfouten,
    nog_te_beantwoorden,
    openstaand,
)
from services.gemeente.groepsdocumenten.dienst import Document, Documenten, teksten
from services.gemeente.groepsdocumenten.soorten import PLAN, Documentsoort, stapcode
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen
from shared.convenant.einde import groep_loopt
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.web.herhaling import Opdracht, eerder
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout

Versie_eis = Callable[[int], bool]

STAPPEN_MET_ACTIES = range(5, 7)
STAP_MET_RESTACTIES = 7


@dataclass(frozen=True)
class Verandervraag:
    """A change of an action as the edge hands it over."""

    kenmerk: str
    verandering: Verandering
    eis: Versie_eis
    bevestigd: bool


class Aanpak:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def schrijf(
        self,
        groep: str,
        soort: Documentsoort,
        inhoud: Mapping[str, Any],
        eis: Versie_eis,
        *,
        bevestigd: bool,
    ) -> Document:
        """Writes a document of a kind that belongs to the group's step."""
        stap = await self._stap(groep)
        if stap not in soort.stappen:
            raise Conflict(_niet_nu(soort, stap))
        fouten = self._doelfouten(inhoud) if soort.code == PLAN else []
        eis_zonder_personen(teksten(inhoud), bevestigd=bevestigd, fouten=fouten)
        return await asyncio.to_thread(self._schrijf, groep, soort.code, inhoud, eis)

    async def beantwoord(
        self,
        groep: str,
        stap: int,
        inhoud: Mapping[str, Any],
        eis: Versie_eis,
        *,
        bevestigd: bool,
    ) -> Document:
        """Answers the questions of the group's present step (covenant 4.1).

        Who ends an approach on the spot still answers afterwards what the last step asks.
        """
        stand = await self._stand(groep)
        if stand["stap"] != stap:
            raise Conflict(f"De groep staat in stap {stand['stap']}; beantwoord de vragen daarvan.")
        vragen = self._u.dienst.regels.stappen[stap].vragen
        if not groep_loopt(stand):
            await asyncio.to_thread(self._eis_nog_open, groep, stand, vragen)
        fouten = list(antwoordfouten(stap, vragen, inhoud))
        eis_zonder_personen(teksten(inhoud), bevestigd=bevestigd, fouten=fouten)
        return await asyncio.to_thread(self._schrijf, groep, stapcode(stap), inhoud, eis)

    async def stel_vast(self, groep: str, soort: Documentsoort, eis: Versie_eis) -> Document:
        """Lays down the version that was read. A plan needs an action for each of its goals."""
        stap = await self._stap(groep)
        if stap not in soort.stappen:
            raise Conflict(_niet_nu(soort, stap))
        return await asyncio.to_thread(self._stel_vast, groep, soort, eis)

    def lees(self, groep: str, soort: str) -> Document:
        """A document as it is now."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            return Documenten(sessie, self._u.dienst.klok()).lees(groep, soort)

    def zoek(self, groep: str, soort: str) -> Document | None:
        """The same, or None where nobody wrote it yet."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            return Documenten(sessie, self._u.dienst.klok()).zoek(groep, soort)

    def versies(self, groep: str, soort: str) -> list[Document]:
        """Every version of a document."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            return Documenten(sessie, self._u.dienst.klok()).versies(groep, soort)

    async def spreek_af(
        self, groep: str, nieuw: NieuweActie, opdracht: Opdracht | None, *, bevestigd: bool
    ) -> ActieRij:
        """Agrees on an action (step 5 and 6), or on a rest action (step 7).

        The same order again is the same action.
        """
        self._wie.eis_groep(groep)
        al = await asyncio.to_thread(self._eerder, opdracht)
        if al is not None:
            return al
        stap = await self._stap(groep)
        toegestaan = stap == STAP_MET_RESTACTIES if nieuw.restactie else stap in STAPPEN_MET_ACTIES
        if not toegestaan:
            wanneer = "stap 7" if nieuw.restactie else "stap 5 en 6"
            raise Conflict(f"De groep staat in stap {stap}; zo'n actie hoort bij {wanneer}.")
        fouten = []
        if nieuw.partij not in self._u.dienst.regels.partijen:
            partijen = ", ".join(self._u.dienst.regels.partijen)
            fouten.append(
                Invoerfout("/partij", f"is geen partij bij het convenant; wel: {partijen}")
            )
        if nieuw.uiterlijk < datum_nl(self._u.dienst.klok()):
            fouten.append(Invoerfout("/uiterlijk", "is al voorbij"))
        wie = Bijstelling(
            eigenaar=nieuw.eigenaar, functie=nieuw.functie, uitvoerder=nieuw.uitvoerder
        )
        collegas = await self._collegas()
        if not fouten or nieuw.partij in self._u.dienst.regels.partijen:
            fouten += self._eigenaarsfouten(Eigenaarskeuze(nieuw.partij, wie, moet=True), collegas)
        tekst = [("/omschrijving", nieuw.omschrijving)]
        eis_zonder_personen(tekst, bevestigd=bevestigd, fouten=fouten)
        functie = met_functie(wie, collegas).functie
        nieuw = replace(nieuw, functie=functie)
        try:
            return await asyncio.to_thread(self._spreek_af, groep, nieuw, opdracht)
        except IntegrityError:
            # The very same order came in twice at once.
            al = await asyncio.to_thread(self._eerder, opdracht)
            if al is None:
                raise
            return al

    async def verander(self, vraag: Verandervraag) -> ActieRij:
        """Progress, effect or adjustment of an action."""
        wat = vraag.verandering
        anders = wat.bijstelling.anders()
        collegas = (
            await self._collegas() if {"eigenaar", "functie", "uitvoerder"} & anders.keys() else {}
        )
        return await asyncio.to_thread(self._verander, vraag, collegas)

    def _verander(self, vraag: Verandervraag, collegas: Collegas) -> ActieRij:
        wat = vraag.verandering
        gezegd = [
            ("/voortgang", wat.voortgang),
            ("/effect", wat.effect),
            ("/omschrijving", wat.bijstelling.omschrijving),
        ]
        with self._u.dienst.transactie() as sessie:
            acties = self._acties(sessie)
            rij = acties.lees(vraag.kenmerk)
            self._wie.eis_groep(rij.groep)
            genoemd = Eigenaarskeuze(rij.partij, wat.bijstelling, moet=False)
            fouten = self._eigenaarsfouten(genoemd, collegas)
            eis_zonder_personen(gezegd, bevestigd=vraag.bevestigd, fouten=fouten)
            wat = replace(wat, bijstelling=met_functie(wat.bijstelling, collegas))
            rij = acties.wijzig(vraag.kenmerk, wat, vraag.eis)
            if vraag.bevestigd:
                acties.bevestig(rij)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def _acties(self, sessie: Session) -> Acties:
        dienst = self._u.dienst
        return Acties(sessie, dienst.klok(), self._wie.autorisatie_id, dienst.partij.code)

    async def _collegas(self) -> Collegas:
        return {
            str(een["id"]): een
            for een in await self._u.gateway.collegas()
            if een.get("geldig") is True
        }

    def _eigenaarsfouten(self, genoemd: Eigenaarskeuze, collegas: Collegas) -> list[Invoerfout]:
        dienst = self._u.dienst
        return list(eigenaarsfouten(dienst.regels, dienst.partij.code, genoemd, collegas))

    async def _stand(self, groep: str) -> Mapping[str, Any]:
        self._wie.eis_groep(groep)
        return await self._u.gateway.groep(groep)

    async def _stap(self, groep: str) -> int:
        stap = (await self._stand(groep)).get("stap")
        assert isinstance(stap, int)  # noqa: S101 - the gateway's contract
        return stap

    def _eis_nog_open(self, groep: str, stand: Mapping[str, Any], vragen: Sequence[str]) -> None:
        """An approach that has ended keeps its answers, but for what was open at its closing."""
        document = self.zoek(groep, stapcode(stand["stap"]))
        inhoud = None if document is None else document.inhoud
        if not nog_te_beantwoorden(self._u.dienst.regels, stand) or not openstaand(vragen, inhoud):
            raise Conflict(
                "De aanpak van deze groep is geëindigd; deze vragen blijven zoals ze zijn."
            )

    def _doelfouten(self, plan: Mapping[str, Any]) -> list[Invoerfout]:
        doelen = self._u.dienst.regels.doelen
        fouten = [
            Invoerfout(f"/doelen/{nummer}/convenantdoel", f"is niet een van: {', '.join(doelen)}")
            for nummer, doel in enumerate(plan["doelen"])
            if doel["convenantdoel"] not in doelen
        ]
        codes = [doel["code"] for doel in plan["doelen"]]
        if len(set(codes)) < len(codes):
            fouten.append(Invoerfout("/doelen", "heeft een code die twee keer voorkomt"))
        return fouten

    def _schrijf(
        self, groep: str, soort: str, inhoud: Mapping[str, Any], eis: Versie_eis
    ) -> Document:
        with self._u.dienst.transactie() as sessie:
            documenten = Documenten(sessie, self._u.dienst.klok())
            return documenten.schrijf(groep, soort, inhoud, eis, self._wie.autorisatie_id)

    def _stel_vast(self, groep: str, soort: Documentsoort, eis: Versie_eis) -> Document:
        with self._u.dienst.transactie() as sessie:
            documenten = Documenten(sessie, self._u.dienst.klok())
            if soort.code == PLAN:
                namen = kale_doelen(sessie, groep, documenten.lees(groep, PLAN).inhoud["doelen"])
                if namen:
                    raise Conflict(
                        f"Voor deze doelen is nog geen actie afgesproken: {'; '.join(namen)}. "
                        "Spreek eerst bij elk doel een actie af."
                    )
            return documenten.stel_vast(groep, soort.code, eis, self._wie.autorisatie_id)

    def _eerder(self, opdracht: Opdracht | None) -> ActieRij | None:
        with self._u.dienst.lezend() as sessie:
            rij = eerder(sessie, ActieRij, opdracht)
            if rij is not None:
                sessie.expunge(rij)
            return rij

    def _spreek_af(self, groep: str, nieuw: NieuweActie, opdracht: Opdracht | None) -> ActieRij:
        with self._u.dienst.transactie() as sessie:
            nu = self._u.dienst.klok()
            plan = Documenten(sessie, nu).zoek(groep, PLAN)
            doelen = [] if plan is None else [doel["code"] for doel in plan.inhoud["doelen"]]
            if nieuw.doel not in doelen:
                wel = ", ".join(doelen) or "nog geen; maak eerst het plan"
                raise OngeldigeInvoer([Invoerfout("/doel", f"staat niet in het plan; wel: {wel}")])
            acties = self._acties(sessie)
            rij = acties.maak(groep, nieuw)
            if opdracht is not None:
                opdracht.merk(rij)
            acties.bevestig(rij)
            sessie.flush()
            sessie.expunge(rij)
        return rij


def _niet_nu(soort: Documentsoort, stap: int) -> str:
    stappen = " tot en met ".join(
        str(nummer) for nummer in sorted({soort.stappen.start, soort.stappen.stop - 1})
    )
    return f"De groep staat in stap {stap}; dit document hoort bij stap {stappen}."
