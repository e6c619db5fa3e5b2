"""What an official does: see what would leave and on what ground, and send it.

The preview stores nothing and sends nothing. Sending promises the message first (outbox and
journal in one transaction) and then delivers it, at once if that is possible.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection
from dataclasses import replace
from typing import Any, Protocol

from shared.bericht.inhoud import Stuk
from shared.bericht.jsonvorm import jcs
from shared.bestand.afscherming.opslag import is_beeindigd
from shared.bestand.bewaking.lokrecords import Lokrecords, ZonderLokrecords
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.toegang.spoor import VERSTREKKING, laat_spoor_na
from shared.convenant.berichtsoorten import geeft_gegevens, verzoekstuk
from shared.convenant.termijnen import datum_nl
from shared.opslag.fouten import AlVastgelegd
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.web.vormen import Invoermodel
from shared.tijd.kenmerk import uuid7
from shared.verzenden.gateway.poort import Document
from shared.verzenden.journaal.verzoeken import eis_nog_gevraagd
from shared.verzenden.samenstellen.afgeschermd import eis_niet_afgeschermd, eis_niet_beperkt
from shared.verzenden.samenstellen.beletsel import Beletsel
from shared.verzenden.samenstellen.bestandslezers import (
    Bestand,
    EenmaalGelezen,
    Eerderlezer,
    eis_eigen_bericht,
)
from shared.verzenden.samenstellen.deelnemers import Deelnemersbron
from shared.verzenden.samenstellen.opdracht import Informatieverzoekopdracht, Verzendopdracht
from shared.verzenden.samenstellen.samenstellen import soort_van, stel_samen
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.verzenden.samenstellen.vormcontrole import eis_verzendbaar
from shared.verzenden.stukken.opslag import gedeeld_met
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.uitbak.uitbak import zoek_herhaling, zoek_herstel
from shared.verzenden.uitbak.verzender import Verzender
from shared.verzenden.uitbak.zending import Aanleiding
from shared.verzenden.versturen.eigentoets import Eigentoets
from shared.verzenden.versturen.voorbeeld import Voorbeeld
from shared.web.meldingen import Invoerfout

_ALLEN = 1_000_000
"""More than any group has members."""


class Groepsbron(Protocol):
    """Where a group's step is asked; the gateway client fits."""

    async def groep(self, groep_id: str) -> Document:
        """One group's state. Raises ``NietGevonden``."""
        ...


class Verstrekken:
    """The use cases of one official's request. Access to the group is checked here."""

    def __init__(
        self,
        wie: Medewerker,
        dienst: Dienst,
        gateway: Groepsbron,
        eigentoets: Eigentoets,
        opslag: Verzendopslag,
        verzender: Verzender,
        beletsel: Beletsel,
    ) -> None:
        self._wie = wie
        self._dienst = dienst
        self._regels = dienst.regels
        self._gateway = gateway
        self._eigentoets = eigentoets
        self._opslag = opslag
        self._verzender = verzender
        self._beletsel = beletsel

    async def voorbeeld(self, opdracht: Verzendopdracht) -> Voorbeeld:
        """Composes, asks the gateway for the toestand, decides itself, and compares.

        Raises ``BesluitWijktAf`` when gateway and party do not decide alike.
        """
        gevonden = await self.beoordeel(await self.stel_samen(opdracht))
        await asyncio.to_thread(self._noteer_raadpleging, gevonden.samenstelling)
        return gevonden

    async def beoordeel(self, samenstelling: Samenstelling) -> Voorbeeld:
        """The same decision on what was composed already; it is shown to nobody."""
        # The commitments depend on the salt, which is drawn when sealing; any will do here.
        kop = await asyncio.to_thread(eis_verzendbaar, samenstelling, self._regels)
        besluit, toestand = await self._eigentoets.beslis(kop)
        return Voorbeeld(replace(samenstelling, kop=kop), besluit, toestand)

    async def verstuur(self, opdracht: Verzendopdracht, sleutel: str | None) -> str:
        """Promises and delivers; the message's id. ``sleutel``: the caller's idempotency key.

        The same order under the same key is the same message, whatever became of it. Raises
        ``Conflict`` for another order under a used key.
        """
        return await self._verstuur(opdracht, Aanleiding(vingerafdruk(opdracht), sleutel))

    async def verstuur_opnieuw(self, opdracht: Verzendopdracht, opnieuw_van: str) -> str:
        """The same in the place of a message that did not arrive: there is one, whoever asks."""
        aanleiding = Aanleiding(vingerafdruk(opdracht), opnieuw_van=opnieuw_van)
        return await self._verstuur(opdracht, aanleiding)

    async def _verstuur(self, opdracht: Verzendopdracht, aanleiding: Aanleiding) -> str:
        eerder = await self._eerder(aanleiding)
        if eerder is not None:
            return eerder
        return await self._beloof(await self.stel_samen(opdracht), aanleiding)

    async def vraag_informatie(
        self, opdracht: Informatieverzoekopdracht, sleutel: str | None
    ) -> str:
        """Asks another party for information; the request's id, which answers will name."""
        self._wie.eis_groep(opdracht.groep)
        aanleiding = Aanleiding(vingerafdruk(opdracht), sleutel)
        eerder = await self._eerder(aanleiding)
        if eerder is not None:
            return eerder
        try:
            samenstelling = await self._stel_vraag_samen(opdracht)
        except OngeldigeInvoer as fout:
            # The question is a member of the stuk, and a field of its own in this order.
            raise fout.als_velden("gegevens") from None
        return await self._beloof(samenstelling, aanleiding)

    async def stel_samen(self, opdracht: Verzendopdracht) -> Samenstelling:
        """Composes without promising anything. Raises ``OngeldigeInvoer`` with every fault."""
        self._wie.eis_groep(opdracht.groep)
        self._wie.eis_soort(*(d.gegevenssoort for d in opdracht.onderdelen if d.gegevenssoort))
        soort = soort_van(opdracht.soort, self._regels)
        self._eis_ontvanger(opdracht.ontvanger)
        toen = await asyncio.to_thread(self._stap_van_eerder, opdracht, soort)
        # What corrects or takes back is of the step in which it was given.
        stap = toen or await self._stap(opdracht.groep, opdracht.stap)
        return await asyncio.to_thread(self._lees_en_stel_samen, opdracht, soort, stap)

    async def _stel_vraag_samen(self, opdracht: Informatieverzoekopdracht) -> Samenstelling:
        self._eis_ontvanger(opdracht.ontvanger)
        gegevens: dict[str, Any] = {"vraag": opdracht.vraag}
        if opdracht.uiterlijk is not None:
            if opdracht.uiterlijk < datum_nl(self._dienst.klok()):
                zin = "is al voorbij; kies vandaag of later"
                raise OngeldigeInvoer([Invoerfout("/uiterlijk", zin)])
            gegevens["uiterlijk"] = opdracht.uiterlijk.isoformat()
        if opdracht.betrokkenen:
            await asyncio.to_thread(self._eis_bekend_bij_ander, opdracht)
            gegevens["betrokkenen"] = list(opdracht.betrokkenen)
        code = verzoekstuk(self._regels)
        kop = stel_kop_op(
            self._afzender(),
            uuid7(self._dienst.klok()),
            soort=self._regels.stukken[code].soort,
            ontvanger=opdracht.ontvanger,
            ontvangende_medewerker=opdracht.ontvangende_medewerker,
            groep=opdracht.groep,
            stap=await self._stap(opdracht.groep, opdracht.stap),
            stuk=code,
        )
        samenstelling = Samenstelling(
            kop, (), None, Stuk(code, 1, gegevens), bevestigd=opdracht.bevestigd_zonder_personen
        )
        await asyncio.to_thread(eis_verzendbaar, samenstelling, self._regels)
        return samenstelling

    def _eis_bekend_bij_ander(self, opdracht: Informatieverzoekopdracht) -> None:
        """A question names nobody the other party did not give or get data about."""
        groep = opdracht.groep
        with self._dienst.lezend() as sessie:
            hier = Groepsleden(sessie).leden(groep, limiet=_ALLEN)
            kent = {lid.betrokkene for lid in hier} & gedeeld_met(sessie, groep, opdracht.ontvanger)
            if is_beeindigd(sessie, groep):
                kent = set()
            genoemd = set(opdracht.betrokkenen)
            # To ask about somebody is to use what is here of him.
            eis_niet_beperkt(sessie, {een.persoon_id for een in hier if een.betrokkene in genoemd})
        vreemd = [nr for nr, wie in enumerate(opdracht.betrokkenen) if wie not in kent]
        zin = (
            "is geen lid van deze groep over wie u van de ander gegevens kreeg of hem gaf; vraag "
            "dan over de groep als geheel"
        )
        fouten = [Invoerfout(f"/betrokkenen/{nummer}", zin) for nummer in vreemd]
        if len(set(opdracht.betrokkenen)) < len(opdracht.betrokkenen):
            fouten.append(Invoerfout("/betrokkenen", "noemt iemand twee keer"))
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _lees_en_stel_samen(
        self, opdracht: Verzendopdracht, soort: str, stap: int | None
    ) -> Samenstelling:
        dienst = self._dienst
        with dienst.lezend() as sessie:
            gevraagd = [deel.persoon for deel in opdracht.onderdelen if deel.persoon is not None]
            lokrecords = Lokrecords(sessie, dienst.klok).hiervan(gevraagd)
        if lokrecords:
            self._verraad_lokrecords(lokrecords)
        with self._dienst.lezend() as sessie:
            if geeft_gegevens(self._regels, soort):
                eis_niet_beperkt(sessie, gevraagd)
            bestand = Bestand(
                sessie=sessie,
                personen=EenmaalGelezen(PersonenRegister(sessie, dienst.kluis, dienst.klok)),
                groepsleden=ZonderLokrecords(Groepsleden(sessie, dienst.klok), lokrecords),
                bronnen=dienst.partij.bronnen,
                informatie=dienst.partij.informatie,
                deelnemers=Deelnemersbron(dienst.regels, dienst.partij.code, dienst.partij.titel),
                eerder=Eerderlezer(sessie),
            )
            samenstelling = stel_samen(
                opdracht, stap, uuid7(dienst.klok()), self._afzender(), bestand
            )
            eis_niet_afgeschermd(sessie, samenstelling.delen)
            if geeft_gegevens(self._regels, soort):
                # What is said of a parent names the child: that is used too.
                eis_niet_beperkt(sessie, _genoemde_kinderen(samenstelling))
                self._beletsel.eis_vrij(sessie, samenstelling.delen)
        eis_verzendbaar(samenstelling, self._regels)
        return samenstelling

    def _verraad_lokrecords(self, lokrecords: Collection[str]) -> None:
        """Somebody wants to send a decoy away: kept at once, whatever becomes of the order."""
        dienst = self._dienst
        with dienst.transactie() as sessie:
            wie = self._wie.autorisatie_id
            laat_spoor_na(sessie, dienst.klok(), VERSTREKKING, wie, sorted(lokrecords))

    def _stap_van_eerder(self, opdracht: Verzendopdracht, soort: str) -> int | None:
        with self._dienst.lezend() as sessie:
            eis_nog_gevraagd(sessie, opdracht.in_reactie_op)
            return eis_eigen_bericht(sessie, self._wie, self._regels, opdracht, soort)

    async def _stap(self, groep: str, gevraagd: int | None) -> int:
        """The group's step, asked of the gateway where the order names none."""
        if gevraagd is not None:
            return gevraagd
        stap = (await self._gateway.groep(groep)).get("stap")
        if not isinstance(stap, int):
            raise GatewayFout("De gateway gaf een groep zonder stap.")
        return stap

    async def _beloof(self, samenstelling: Samenstelling, aanleiding: Aanleiding) -> str:
        zending = await self._verzender.eerste_poging(samenstelling)
        nu, lease = self._dienst.klok(), self._verzender.lease
        try:
            await asyncio.to_thread(self._opslag.plaats, zending, nu, lease, aanleiding)
        except AlVastgelegd:
            # The same was asked twice at once; the other one was first.
            eerder = await self._eerder(aanleiding)
            if eerder is None:
                raise
            return eerder
        await self._verzender.bezorg_direct(zending)
        return zending.bericht_id

    def _eis_ontvanger(self, ontvanger: str) -> None:
        """A message to nobody would wait for ever: there is no certificate to seal it for."""
        andere = sorted(set(self._regels.partijen) - {self._dienst.partij.code})
        if ontvanger not in andere:
            zin = f"Kies een andere partij bij het convenant: {', '.join(andere)}."
            raise _fout("/ontvanger", zin)

    async def _eerder(self, aanleiding: Aanleiding) -> str | None:
        if aanleiding.sleutel is None and aanleiding.opnieuw_van is None:
            return None
        return await asyncio.to_thread(self._zoek_eerder, aanleiding)

    def _zoek_eerder(self, aanleiding: Aanleiding) -> str | None:
        with self._dienst.lezend() as sessie:
            if aanleiding.opnieuw_van is not None:
                return zoek_herstel(sessie, aanleiding.opnieuw_van)
            rij = zoek_herhaling(sessie, self._wie.autorisatie_id, aanleiding.sleutel or "")
            if rij is None:
                return None
            if self._opslag.zegel.open_geheim(rij).verzoek != aanleiding.verzoek:
                raise Conflict("Deze Idempotency-Key is al gebruikt voor een andere opdracht.")
            return rij.bericht_id

    def _afzender(self) -> Afzender:
        dienst = self._dienst
        return Afzender(dienst.partij.code, dienst.regels, self._wie.autorisatie_id, dienst.klok())

    def _noteer_raadpleging(self, samenstelling: Samenstelling) -> None:
        """A preview shows content, so it is a read (LDV); a message sent is in the journal."""
        dienst = self._dienst
        gelezen = [Geraadpleegd(deel.gegeven_id, deel.persoon_id) for deel in samenstelling.delen]
        with dienst.transactie() as sessie:
            leg_raadpleging_vast(
                sessie, dienst.klok, self._wie, "raadplegen", "verstrekking", gelezen
            )


def _genoemde_kinderen(samenstelling: Samenstelling) -> set[str]:
    """Whose age is stated with what is about another."""
    return {
        deel.leeftijd_van
        for deel in samenstelling.delen
        if deel.leeftijd_van not in (None, deel.persoon_id)
    }


def _fout(pad: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer([Invoerfout(pad, zin)])


def vingerafdruk(opdracht: Invoermodel) -> str:
    """Recognises the same order; kept sealed, because its text could be guessed from it."""
    vorm = opdracht.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return hashlib.sha256(jcs(vorm)).hexdigest()
