"""Planning meetings: series with their aims, and meetings registered before they begin.

The gateway holds the register, so that every participant's identity is known beforehand to all
(covenant 9.1) and whom the covenant keeps out sees no invitation (5.2). This party keeps the
series and what it planned.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from shared.bericht.tijd import utc_tekst
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.groep_bekend import eis_bekende_groep
from shared.partij.overleg.modellen import GeplandOverlegRij, OverlegreeksRij
from shared.partij.overleg.vormen import Overleginvoer, Reeksinvoer
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_fouten import BerichtBestaatAl
from shared.partij.zonderpersonen.bevestiging import leg_bevestiging_vast, tekstfouten
from shared.web.meldingen import Invoerfout

Versie_eis = Callable[[int], bool]


class Planning:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    def zet_reeks(self, kenmerk: str, invoer: Reeksinvoer, eis: Versie_eis) -> OverlegreeksRij:
        """Records a series, or changes it from the version the caller read.

        Raises ``OngeldigeInvoer`` for a function nobody has, or a text that points at somebody.
        """
        eis_bekende_groep(self._u.dienst, self._wie, invoer.groep)
        self._keur_reeks(invoer)
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
            nu, door = self._u.dienst.klok(), self._wie.autorisatie_id
            rij.gewijzigd_op, rij.gewijzigd_door = nu, door
            leg_bevestiging_vast(sessie, "overlegreeks", kenmerk, rij.versie, door=door, nu=nu)
            sessie.flush()
            sessie.expunge(rij)
        return rij

    def reeks(self, kenmerk: str) -> OverlegreeksRij:
        """A series within the task."""
        with self._u.lezend() as sessie:
            rij = sessie.get(OverlegreeksRij, kenmerk)
            if rij is None:
                raise NietGevonden("Deze reeks van overleggen is hier niet bekend.")
            self._wie.eis_groep(rij.groep)
            sessie.expunge(rij)
        return rij

    async def plan(self, kenmerk: str, invoer: Overleginvoer, eis: Versie_eis) -> GeplandOverlegRij:
        """Registers a meeting at the gateway, and then here; repeatable with the same document.

        Raises ``OngeldigeInvoer`` for a series that is not there or a participant whose function
        does not belong to it, and what the gateway has against the meeting.
        """
        async with self._u.sloten.op(f"overleg/{kenmerk}"):
            return await self._plan(kenmerk, invoer, eis)

    async def _plan(
        self, kenmerk: str, invoer: Overleginvoer, eis: Versie_eis
    ) -> GeplandOverlegRij:
        self._eis_bekend(invoer)
        reeks = await asyncio.to_thread(self._reeks_van, invoer.reeks)
        await asyncio.to_thread(self._eis_versie, kenmerk, invoer, eis)
        await self._eis_samenstelling(reeks.samenstelling, invoer.deelnemers)
        document = self._document(reeks.groep, invoer)
        try:
            bladnummer = await self._u.gateway.registreer_overleg(kenmerk, document)
        except BerichtBestaatAl as fout:
            raise Conflict("Dit overleg is al begonnen en verandert niet meer.") from fout
        return await asyncio.to_thread(self._bewaar, kenmerk, invoer.reeks, document, bladnummer)

    def _keur_reeks(self, invoer: Reeksinvoer) -> None:
        functies = {een for partij in self._u.dienst.regels.functies.values() for een in partij}
        teksten = [("/doel", invoer.doel), ("/frequentie", invoer.frequentie)]
        fouten = tekstfouten(teksten, bevestigd=invoer.bevestigd_zonder_personen)
        for nummer, functie in enumerate(invoer.samenstelling):
            if functie not in functies:
                zin = f"is geen functie uit het convenant; wel: {', '.join(sorted(functies))}"
                fouten.append(Invoerfout(f"/samenstelling/{nummer}", zin))
        if fouten:
            raise OngeldigeInvoer(fouten)

    async def _eis_samenstelling(
        self, samenstelling: Sequence[str], deelnemers: Sequence[str]
    ) -> None:
        """Who is invited has a function of the series (5.2); who is unknown the gateway refuses."""
        functies = {str(een["id"]): een["functie"] for een in await self._u.gateway.collegas()}
        wel = ", ".join(samenstelling)
        fouten = [
            Invoerfout(
                f"/deelnemers/{nummer}",
                f"is {functies[wie]}; bij deze reeks horen: {wel}. Wijzig anders eerst de reeks",
            )
            for nummer, wie in enumerate(deelnemers)
            if wie in functies and functies[wie] not in samenstelling
        ]
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _reeks_van(self, kenmerk: str) -> OverlegreeksRij:
        try:
            return self.reeks(kenmerk)
        except NietGevonden as fout:
            raise OngeldigeInvoer([Invoerfout("/reeks", fout.melding)]) from fout

    def _eis_versie(self, kenmerk: str, invoer: Overleginvoer, eis: Versie_eis) -> None:
        with self._u.lezend() as sessie:
            rij = sessie.get(GeplandOverlegRij, kenmerk)
            if rij is None:
                return
            if rij.reeks != invoer.reeks:
                raise Conflict("Dit overleg hoort bij een andere reeks.")
            eis(rij.versie)

    def _eis_bekend(self, invoer: Overleginvoer) -> None:
        """The words the covenant knows, and only groups of the task."""
        regels, fouten = self._u.dienst.regels, []
        woorden = (
            ("/soort", invoer.soort, regels.overlegsoorten),
            ("/locatie", invoer.locatie, regels.overleglocaties),
        )
        for pad, woord, bekend in woorden:
            if woord not in bekend:
                fouten.append(Invoerfout(pad, f"bestaat niet; kies uit: {', '.join(bekend)}"))
        if fouten:
            raise OngeldigeInvoer(fouten)
        for groep in invoer.groepen:
            self._wie.eis_groep(groep)

    def _document(self, groep: str, invoer: Overleginvoer) -> dict[str, Any]:
        """As it is registered. The group of the series is always one it is about."""
        return {
            "partij": self._u.dienst.partij.code,
            "groepen": list(dict.fromkeys((groep, *invoer.groepen))),
            "soort": invoer.soort,
            "locatie": invoer.locatie,
            "begin": utc_tekst(invoer.begin),
            "einde": utc_tekst(invoer.einde),
            "deelnemers": list(invoer.deelnemers),
            "afgelast": invoer.afgelast,
        }

    def _bewaar(
        self, kenmerk: str, reeks: str, document: dict[str, Any], bladnummer: int
    ) -> GeplandOverlegRij:
        with self._u.dienst.transactie() as sessie:
            rij = sessie.get(GeplandOverlegRij, kenmerk)
            if rij is None:
                rij = GeplandOverlegRij(id=kenmerk, reeks=reeks, versie=0)
                sessie.add(rij)
            rij.document, rij.bladnummer = document, bladnummer
            rij.versie += 1
            rij.gewijzigd_op, rij.gewijzigd_door = self._u.dienst.klok(), self._wie.autorisatie_id
            sessie.flush()
            sessie.expunge(rij)
        return rij
