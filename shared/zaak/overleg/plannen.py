"""Planning meetings: series with their aims, and meetings registered before they begin.

A series is about one group; a meeting may be about several, each in its own series. The gateway
holds the register of meetings, so that every participant's identity is known beforehand to all
(covenant 9.1) and whom the covenant keeps out sees no invitation (5.2).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.bericht.tijd import utc_tekst
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.gatewayfouten import BerichtBestaatAl
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.overleg import opslag
from shared.zaak.overleg.tabellen import GeplandOverlegRij, OverlegreeksRij
from shared.zaak.overleg.vormen import Overleginvoer, Reeksinvoer

Versie_eis = Callable[[int], bool]
REEKS = "overlegreeks"


@dataclass(frozen=True)
class Gepland:
    """A meeting this party registered, in its last version."""

    id: str
    reeksen: tuple[str, ...]
    bladnummer: int
    versie: int


class Planning:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    def zet_reeks(self, kenmerk: str, invoer: Reeksinvoer, eis: Versie_eis) -> OverlegreeksRij:
        """Records a series, or changes it from the version the caller read.

        Raises ``OngeldigeInvoer`` for a function nobody has, or a text that points at somebody.
        """
        eis_lopende_groep(self._u.dienst, self._wie, invoer.groep)
        self._keur_reeks(invoer)
        nu, wie = self._u.dienst.klok(), self._wie.autorisatie_id
        with self._u.dienst.transactie() as sessie:
            rij = sessie.get(OverlegreeksRij, kenmerk, with_for_update=True)
            if rij is None:
                rij = OverlegreeksRij(id=kenmerk, groep=invoer.groep, versie=0)
                sessie.add(rij)
            else:
                eis(rij.versie)
                if rij.groep != invoer.groep:
                    raise Conflict("Deze reeks gaat over een andere groep.")
            rij.doel, rij.frequentie = invoer.doel, invoer.frequentie
            rij.samenstelling = list(invoer.samenstelling)
            rij.versie += 1
            rij.gewijzigd_op, rij.gewijzigd_door = nu, wie
            leg_bevestiging_vast(sessie, REEKS, kenmerk, rij.versie, door=wie, nu=nu)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def reeks(self, kenmerk: str) -> OverlegreeksRij:
        """A series within the task."""
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(OverlegreeksRij, kenmerk)
            if rij is None:
                raise NietGevonden("Deze reeks van overleggen is hier niet bekend.")
            self._wie.eis_groep(rij.groep)
            sessie.expunge(rij)
        return rij

    def gepland(self, kenmerk: str) -> Gepland | None:
        """A meeting of this party's own as it was planned; None for one of another party."""
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(GeplandOverlegRij, kenmerk)
            if rij is None:
                return None
            reeksen = opslag.reeksen_van(sessie, kenmerk)
            return Gepland(kenmerk, tuple(reeksen), rij.bladnummer, rij.versie)

    async def plan(self, kenmerk: str, invoer: Overleginvoer, eis: Versie_eis) -> Gepland:
        """Registers a meeting at the gateway, and then here; repeatable with the same document.

        Raises ``OngeldigeInvoer`` for a series that is not there or a participant whose function
        does not belong to it, and what the gateway has against the meeting.
        """
        async with self._u.sloten.op(f"overleg/{kenmerk}"):
            return await self._plan(kenmerk, invoer, eis)

    async def _plan(self, kenmerk: str, invoer: Overleginvoer, eis: Versie_eis) -> Gepland:
        self._eis_bekende_woorden(invoer)
        reeksen = await asyncio.to_thread(self._reeksen_van, invoer.reeksen)
        await asyncio.to_thread(self._eis_versie, kenmerk, eis)
        await self._eis_samenstelling(reeksen, invoer.deelnemers)
        await asyncio.to_thread(self._eis_taak, kenmerk, reeksen, invoer.deelnemers)
        inhoud = self._document([een.groep for een in reeksen], invoer)
        document = await asyncio.to_thread(self._volgende_versie, kenmerk, inhoud)
        try:
            bladnummer = await self._u.gateway.registreer_overleg(kenmerk, document)
        except BerichtBestaatAl as fout:
            # It has begun, or something was permitted in it: the gateway says which.
            raise Conflict(fout.uitleg) from fout
        return await asyncio.to_thread(self._bewaar, kenmerk, invoer, document, bladnummer)

    def _keur_reeks(self, invoer: Reeksinvoer) -> None:
        functies = {een for partij in self._u.dienst.regels.functies.values() for een in partij}
        zin = f"is geen functie uit het convenant; wel: {', '.join(sorted(functies))}"
        fouten = [
            Invoerfout(f"/samenstelling/{nummer}", zin)
            for nummer, functie in enumerate(invoer.samenstelling)
            if functie not in functies
        ]
        eis_zonder_personen(
            [("/doel", invoer.doel), ("/frequentie", invoer.frequentie)],
            bevestigd=invoer.bevestigd_zonder_personen,
            fouten=fouten,
        )

    def _eis_bekende_woorden(self, invoer: Overleginvoer) -> None:
        """The kind and the place are ones of the covenant."""
        regels = self._u.dienst.regels
        woorden = (
            ("/soort", invoer.soort, regels.overlegsoorten),
            ("/locatie", invoer.locatie, regels.overleglocaties),
        )
        fouten = [
            Invoerfout(pad, f"bestaat niet; kies uit: {', '.join(bekend)}")
            for pad, woord, bekend in woorden
            if woord not in bekend
        ]
        if fouten:
            raise OngeldigeInvoer(fouten)

    async def _eis_samenstelling(
        self, reeksen: Sequence[OverlegreeksRij], deelnemers: Sequence[str]
    ) -> None:
        """Who is invited has a function of every series (5.2): he hears it of each group.

        Who is unknown the gateway refuses.
        """
        functies = {str(een["id"]): een["functie"] for een in await self._u.gateway.collegas()}
        fouten = [
            Invoerfout(
                f"/deelnemers/{nummer}",
                f"is {functies[wie]}; bij deze reeks horen: {', '.join(reeks.samenstelling)}. "
                "Wijzig anders eerst de reeks",
            )
            for nummer, wie in enumerate(deelnemers)
            for reeks in reeksen
            if wie in functies and functies[wie] not in reeks.samenstelling
        ]
        if fouten:
            raise OngeldigeInvoer(list(dict.fromkeys(fouten)))

    def _eis_taak(
        self, kenmerk: str, reeksen: Sequence[OverlegreeksRij], deelnemers: Sequence[str]
    ) -> None:
        """A colleague who is added hears it of each group: all of them are in the task (6.1).

        What the task of another party's official is, is known there alone.
        """
        zin = "heeft niet elke groep van dit overleg in zijn taak"
        with self._u.dienst.lezend() as sessie:
            gepland = sessie.get(GeplandOverlegRij, kenmerk)
            al_erbij = () if gepland is None else gepland.document["deelnemers"]
            fouten = [
                Invoerfout(f"/deelnemers/{nummer}", zin)
                for nummer, wie in enumerate(deelnemers)
                if wie not in al_erbij
                and (rij := sessie.get(AutorisatieRij, wie)) is not None
                and not (rij.alle_groepen or {een.groep for een in reeksen} <= set(rij.groepen))
            ]
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _reeksen_van(self, kenmerken: Sequence[str]) -> list[OverlegreeksRij]:
        """The series, each about a group of its own. Raises ``OngeldigeInvoer``."""
        fouten: list[Invoerfout] = []
        gevonden: list[OverlegreeksRij] = []
        for nummer, kenmerk in enumerate(kenmerken):
            try:
                reeks = self.reeks(kenmerk)
            except NietGevonden as fout:
                fouten.append(Invoerfout(f"/reeksen/{nummer}", fout.melding))
                continue
            if reeks.groep in [een.groep for een in gevonden]:
                fouten.append(Invoerfout(f"/reeksen/{nummer}", "Deze groep staat er al bij."))
            gevonden.append(reeks)
        if fouten:
            raise OngeldigeInvoer(fouten)
        return gevonden

    def _eis_versie(self, kenmerk: str, eis: Versie_eis) -> None:
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(GeplandOverlegRij, kenmerk)
            if rij is not None:
                eis(rij.versie)

    def _document(self, groepen: Sequence[str], invoer: Overleginvoer) -> dict[str, Any]:
        return {
            "partij": self._u.dienst.partij.code,
            "groepen": list(groepen),
            "soort": invoer.soort,
            "locatie": invoer.locatie,
            "begin": utc_tekst(invoer.begin),
            "einde": utc_tekst(invoer.einde),
            "deelnemers": list(invoer.deelnemers),
            "afgelast": invoer.afgelast,
        }

    def _volgende_versie(self, kenmerk: str, inhoud: dict[str, Any]) -> dict[str, Any]:
        """What is signed: which meeting, in which version, since when; the last one if it is it."""
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(GeplandOverlegRij, kenmerk)
            vorige = None if rij is None else rij.document
        if vorige is not None and {**vorige, **inhoud} == vorige:
            return vorige
        return {
            "id": kenmerk,
            "versie": (vorige or {}).get("versie", 0) + 1,
            "tijdstip": utc_tekst(self._u.dienst.klok()),
            **inhoud,
        }

    def _bewaar(
        self, kenmerk: str, invoer: Overleginvoer, document: dict[str, Any], bladnummer: int
    ) -> Gepland:
        with self._u.dienst.transactie() as sessie:
            rij = sessie.get(GeplandOverlegRij, kenmerk)
            if rij is None:
                rij = GeplandOverlegRij(id=kenmerk, versie=0)
                sessie.add(rij)
            rij.document, rij.bladnummer = document, bladnummer
            rij.versie += 1
            rij.gewijzigd_op, rij.gewijzigd_door = self._u.dienst.klok(), self._wie.autorisatie_id
            sessie.flush()
            opslag.zet_reeksen(sessie, kenmerk, invoer.reeksen)
            return Gepland(kenmerk, tuple(sorted(invoer.reeksen)), bladnummer, rij.versie)
