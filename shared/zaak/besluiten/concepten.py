"""The use cases of one official: prepare a decision, see what waits, sign it, take it back.

Preparing changes nothing at the gateway. Signing keeps what is handed in before the gateway is
asked, so that an answer that got lost is asked again by whoever looks next, with the very same
signature: the gateway answers the same decision the same way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import leg_bevestiging_vast
from shared.convenant.besluiten.groepsbesluit import GroepsbesluitGeweigerd, pas_toe
from shared.convenant.redencodes import BESLUIT_ANDERS_TE_SCHRIJVEN
from shared.partij.besluitconcept import Concept, Conceptstand
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer, PartijFout
from shared.partij.gatewayfouten import GatewayFout, GatewayOnbereikbaar, GroepsbesluitKanNiet
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.besluiten import conceptopslag as opslag
from shared.zaak.besluiten.groepsbesluiten import (
    Groepsbesluiten,
    eis_stand_klaar,
    in_de_vraag,
    waar_opgesteld,
)
from shared.zaak.besluiten.stukken import Besluitstuk, met_stukken, onder_besluit

_ANDERS = "Dit is niet het besluit dat u zag. Bekijk het opnieuw."
GEGEVENS = "gegevens"


@dataclass(frozen=True)
class Getoond:
    """A concept as it is put before who decides. ``besluit`` is ``None`` when it cannot be taken
    as things are; ``beletsel`` then says why."""

    concept: Concept
    besluit: Mapping[str, Any] | None
    beletsel: PartijFout | GatewayFout | None

    @property
    def digest(self) -> str | None:
        """Of exactly what is shown."""
        return None if self.besluit is None else digest_header(jcs(dict(self.besluit)))


class Besluitconcepten:
    """What one official can do with prepared decisions, within the task."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._dienst = uitwisseling.dienst
        self._wie = wie
        self._besluiten = Groepsbesluiten(uitwisseling, wie, samengesteld=True)

    async def bereid_gegeven_besluit_voor(
        self, groep: str, soort: str, gegevens: Mapping[str, Any]
    ) -> Getoond:
        """Prepares a decision of which the official says what is in it.

        Raises ``OngeldigeInvoer`` for a kind that the service composes itself.
        """
        waar = waar_opgesteld(self._u, soort)
        if waar is not None:
            zin = f"stelt de dienst op uit wat is vastgelegd; bereid het voor via {waar}"
            raise OngeldigeInvoer([Invoerfout("/soort", zin)])
        self._wie.eis_groep(groep)
        met = await asyncio.to_thread(self._met_stukken, groep, soort, gegevens)
        try:
            return await self.bereid_voor(groep, soort, {GEGEVENS: met})
        except OngeldigeInvoer as fout:
            raise OngeldigeInvoer(in_de_vraag(fout.fouten)) from None

    async def bereid_voor(
        self, groep: str, soort: str, inhoud: Mapping[str, Any], *, met_tekst: bool = False
    ) -> Getoond:
        """Keeps a new concept, if the decision could be taken as things are.

        ``met_tekst``: the preparer wrote something, and confirmed that nobody is in it.

        Raises what stands in the way: ``OngeldigeInvoer``, ``GeenToegang``, ``Conflict``,
        ``GroepsbesluitKanNiet``, ``StapNietKlaar``.
        """
        self._wie.eis_groep(groep)
        concept = Concept(
            id=uuid7(self._u.dienst.klok()),
            groep=groep,
            soort=soort,
            inhoud=dict(inhoud),
            opgesteld_op=self._dienst.klok(),
            opgesteld_door=self._wie.autorisatie_id,
            stand=Conceptstand.OPEN,
        )
        besluit = await asyncio.to_thread(self._stel_op, concept)
        self._besluiten.toon(besluit)
        await self._eis_mogelijk(besluit)
        await asyncio.to_thread(self._bewaar, concept, met_tekst=met_tekst)
        return Getoond(concept, besluit, None)

    async def lijst(self, groep: str | None = None) -> list[Getoond]:
        """What waits for a signature in the groups of the task, the oldest first."""
        await self.maak_af(groep)
        concepten = await asyncio.to_thread(self._te_tekenen, groep)
        return [await self._toon(een) for een in concepten]

    async def toon(self, kenmerk: str) -> Getoond:
        """One of them, or what became of it. Raises ``NietGevonden``."""
        concept = await asyncio.to_thread(self._lees, kenmerk)
        if concept.stand is Conceptstand.AANGEBODEN:
            await self.maak_af(concept.groep)
            concept = await asyncio.to_thread(self._lees, kenmerk)
        return await self._toon(concept)

    async def onderteken(self, kenmerk: str, gezien: str) -> Getoond:
        """Signs what was shown (``gezien``: its digest) and hands it in.

        Raises ``GeenToegang`` for a function that does not sign this, ``Conflict`` when it is not
        what was shown (any more), and what the gateway has against it.
        """
        getoond = await self.toon(kenmerk)
        concept = getoond.concept
        self._besluiten.eis_functie(concept.soort)
        self._eis_andere_voorbereider(concept)
        if concept.stand is not Conceptstand.OPEN:
            return await self._nog_eens(getoond, gezien)
        if getoond.besluit is None:
            raise getoond.beletsel or Conflict(_ANDERS)
        if getoond.digest != gezien:
            raise Conflict(_ANDERS)
        besluit = dict(getoond.besluit)
        getekend = await asyncio.to_thread(self._besluiten.onderteken, besluit, gezien)
        zetting = dict(getekend.zetting or {})
        await asyncio.to_thread(self._bied_aan, kenmerk, besluit, zetting)
        await self._dien_in(await asyncio.to_thread(self._lees, kenmerk))
        return await self._toon(await asyncio.to_thread(self._lees, kenmerk))

    async def _nog_eens(self, getoond: Getoond, gezien: str) -> Getoond:
        """Who signed this and asks again, because no answer came, gets what became of it."""
        concept = getoond.concept
        mijn = concept.afgedaan_door == self._wie.autorisatie_id and getoond.digest == gezien
        if not mijn or concept.stand is Conceptstand.INGETROKKEN:
            raise Conflict("Dit concept is al getekend of ingetrokken.")
        if concept.stand is Conceptstand.AANGEBODEN:
            await self._dien_in(concept)
        return await self._toon(await asyncio.to_thread(self._lees, concept.id))

    async def trek_in(self, kenmerk: str) -> None:
        """Nobody signs it any more."""
        concept = await asyncio.to_thread(self._lees, kenmerk)
        nu, door = self._dienst.klok(), self._wie.autorisatie_id

        def doe() -> None:
            with self._dienst.transactie() as sessie:
                opslag.trek_in(sessie, concept.id, door, nu)

        await asyncio.to_thread(doe)

    async def maak_af(self, groep: str | None = None, soort: str | None = None) -> None:
        """Asks again for what was handed in without an answer; what cannot be asked now waits."""
        for concept in await asyncio.to_thread(self._te_tekenen, groep, soort):
            if concept.stand is Conceptstand.AANGEBODEN:
                try:
                    await self._dien_in(concept)
                except GatewayFout:
                    continue

    # --- bij de gateway ---------------------------------------------------------------------------

    async def _dien_in(self, concept: Concept) -> None:
        """Hands in what was signed. What is refused for good waits to be signed again."""
        besluit, zetting = dict(concept.besluit or {}), dict(concept.zetting or {})
        rij = self._dienst.regels.groepsbesluiten[concept.soort]
        alleen = len(rij.ondertekenaars) == 1
        try:
            if alleen:
                partij = self._dienst.partij.code
                antwoord = await self._u.gateway.groepsbesluit(besluit, {partij: zetting})
            else:
                antwoord = await self._u.gateway.teken_voorstel(besluit, zetting)
        except GatewayOnbereikbaar:
            raise
        except GatewayFout:
            await asyncio.to_thread(self._zet_terug, concept)
            raise
        blad = antwoord.get("bladnummer")
        genomen = alleen or blad is not None
        await asyncio.to_thread(
            self._rond_af, concept, genomen=genomen, blad=blad if isinstance(blad, int) else None
        )
        if genomen:
            await self._u.groepskijker.kijk_na_besluit()

    async def _eis_mogelijk(self, besluit: Mapping[str, Any]) -> None:
        """As if everybody who must had signed: nobody is asked to sign what cannot stand."""
        regels, nu = self._dienst.regels, self._dienst.klok()
        groep = await self._u.gateway.groep(str(besluit["groep"]))
        rij = regels.groepsbesluiten[str(besluit["soort"])]
        tekenaars = {een.partij: een.functies[0] for een in rij.ondertekenaars}
        try:
            pas_toe(groep, besluit, tekenaars, regels, nu)
        except GroepsbesluitGeweigerd as fout:
            ongeldig = [
                een.uitleg for een in fout.redenen if een.code in BESLUIT_ANDERS_TE_SCHRIJVEN
            ]
            if ongeldig:
                raise OngeldigeInvoer([Invoerfout("/gegevens", een) for een in ongeldig]) from None
            redenen = [reden.als_dict() for reden in fout.redenen]
            raise GroepsbesluitKanNiet("Dit besluit kan nu niet; zie redenen.", redenen) from None
        await eis_stand_klaar(self._u, besluit, groep)

    async def _toon(self, concept: Concept) -> Getoond:
        if concept.stand is not Conceptstand.OPEN:
            return Getoond(concept, concept.besluit, None)
        try:
            besluit = await asyncio.to_thread(self._stel_op, concept)
            await self._eis_mogelijk(besluit)
        except (PartijFout, GatewayFout) as fout:
            return Getoond(concept, None, fout)
        return Getoond(concept, besluit, None)

    def stukken(self, getoond: Getoond) -> list[Besluitstuk]:
        """What lies under it, as it is found in this party's own file."""
        if getoond.besluit is None:
            return []
        with self._u.dienst.lezend() as sessie:
            return onder_besluit(self._u, sessie, self._wie, getoond.besluit)

    # --- in het bestand ---------------------------------------------------------------------------

    def _stel_op(self, concept: Concept) -> dict[str, Any]:
        steller = self._u.partij.besluitstellers.get(concept.soort)
        if steller is None:
            return concept.als_besluit(concept.inhoud[GEGEVENS])
        with self._u.dienst.lezend() as sessie:
            return concept.als_besluit(steller.gegevens(sessie, self._dienst, concept))

    def _met_stukken(self, groep: str, soort: str, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        with self._u.dienst.lezend() as sessie:
            return met_stukken(self._u, sessie, groep, soort, gegevens)

    def _eis_andere_voorbereider(self, concept: Concept) -> None:
        rij = self._dienst.regels.groepsbesluiten[concept.soort]
        if rij.andere_voorbereider and concept.opgesteld_door == self._wie.autorisatie_id:
            zin = "U zette dit besluit zelf klaar. Vier ogen: laat een ander het klaarzetten."
            raise GeenToegang(zin)

    def _bewaar(self, concept: Concept, *, met_tekst: bool) -> None:
        with self._dienst.transactie() as sessie:
            opslag.maak(sessie, concept)
            if met_tekst:
                leg_bevestiging_vast(
                    sessie, "besluitconcept", concept.id, 1, door=concept.opgesteld_door,
                    nu=concept.opgesteld_op,
                )  # fmt: skip

    def _lees(self, kenmerk: str) -> Concept:
        with self._u.dienst.lezend() as sessie:
            concept = opslag.lees(sessie, kenmerk)
        if not self._wie.in_taak(concept.groep):
            raise GeenToegang("Dit concept gaat over een groep buiten uw taak.")
        return concept

    def _te_tekenen(self, groep: str | None, soort: str | None = None) -> list[Concept]:
        with self._u.dienst.lezend() as sessie:
            return opslag.te_tekenen(sessie, self._wie.taak, groep, soort)

    def _bied_aan(self, kenmerk: str, besluit: dict[str, Any], zetting: dict[str, str]) -> None:
        """Kept before the gateway is asked: of two who sign at once, one does."""
        velden = {"besluit": besluit, "zetting": zetting, "afgedaan_op": self._dienst.klok()}
        with self._dienst.transactie() as sessie:
            if not opslag.zet(
                sessie, kenmerk, Conceptstand.OPEN, Conceptstand.AANGEBODEN,
                afgedaan_door=self._wie.autorisatie_id, **velden,
            ):  # fmt: skip
                raise Conflict("Dit concept is al getekend of ingetrokken.")

    def _zet_terug(self, concept: Concept) -> None:
        leeg = dict.fromkeys(("besluit", "zetting", "afgedaan_op", "afgedaan_door"))
        with self._dienst.transactie() as sessie:
            opslag.zet(sessie, concept.id, Conceptstand.AANGEBODEN, Conceptstand.OPEN, **leeg)

    def _rond_af(self, concept: Concept, *, genomen: bool, blad: int | None) -> None:
        """Twice is once: whoever finds it taken already leaves it so."""
        naar = Conceptstand.GENOMEN if genomen else Conceptstand.VOORGELEGD
        steller = self._u.partij.besluitstellers.get(concept.soort)
        with self._dienst.transactie() as sessie:
            if not opslag.zet(sessie, concept.id, Conceptstand.AANGEBODEN, naar, bladnummer=blad):
                return
            if steller is not None and genomen:
                steller.is_genomen(sessie, self._dienst, concept.als_genomen(blad))
