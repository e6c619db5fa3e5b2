"""What an official does: see what would leave and on what ground, and send it.

The preview stores nothing and sends nothing. Sending promises the message first (outbox and
journal in one transaction) and then delivers it, at once if that is possible.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from shared.bericht.identiteit import uuid7
from shared.bericht.inhoud import kop_met_inhoud
from shared.bericht.jsonvorm import jcs
from shared.convenant.toetsing import toets
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_kop, lees_toetsverzoek
from shared.dataverwerkingen.beslissingen import PROGRAMMA, beslissing_in, convenant_als_beleid
from shared.partij.alarmen.lokrecords import Lokrecords, ZonderLokrecords
from shared.partij.alarmen.spoor import VERSTREKKING, laat_spoor_na
from shared.partij.dienst import GatewayFout
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.gereedmaken import inhoud_van, maak_gereed
from shared.partij.groepsleden import Groepsleden
from shared.partij.informatieverzoeken import SOORT
from shared.partij.modelbasis import Invoermodel
from shared.partij.ontvangen_gegevens import Correctielezer
from shared.partij.personen import PersonenRegister
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.samenstellen import Afzender, Bestand, Samenstelling, stel_kop_op, stel_samen
from shared.partij.toegang import Medewerker
from shared.partij.uitbak import Gereed, Zending, nieuwe_houder, zoek_herhaling
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_fouten import BesluitWijktAf
from shared.partij.uitwisseling_vormen import Informatieverzoekopdracht, Verzendopdracht
from shared.partij.verbetering.opschorting import eis_niet_opgeschort
from shared.web.meldingen import Invoerfout
from shared.web.operaties import huidige_operatie

_GEBRUIK = ("verstrekking", "aanvulling")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Voorbeeld:
    """What the receiver would get, and what the toetsing says about it now."""

    samenstelling: Samenstelling
    besluit: Mapping[str, Any]
    toestand: Mapping[str, Any] = field(repr=False)

    @property
    def mag_weg(self) -> bool:
        return bool(self.besluit["besluit"] == "toegestaan")


class Verstrekken:
    """The use cases of one official's request. Access to the group is checked here."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def voorbeeld(self, opdracht: Verzendopdracht) -> Voorbeeld:
        """Composes, asks the gateway for the toestand, decides itself, and compares.

        Raises ``BesluitWijktAf`` when gateway and party do not decide alike: somebody has another
        covenant, other code or another toestand, and then nothing may leave.
        """
        samenstelling = await self._stel_samen(opdracht)
        # The commitments depend on the salt, which is drawn when sealing; any will do here.
        kop = kop_met_inhoud(samenstelling.kop, inhoud_van(samenstelling))
        context = (await self._u.gateway.evalueer(kop)).get("context")
        toestand = context.get("toestand") if isinstance(context, dict) else None
        if not isinstance(context, dict) or not isinstance(toestand, dict):
            raise GatewayFout("De gateway gaf geen toestand om op te toetsen.")
        eigen = self._beslis(kop, toestand)
        if eigen != {naam: context.get(naam) for naam in eigen}:
            _log.error("besluit van gateway en partij verschilt", transactieId=kop["id"])
            raise BesluitWijktAf(
                "De gateway en deze partij komen op dezelfde toestand tot een ander besluit. Er "
                "is niets verstuurd. Waarschuw de beheerder."
            )
        await asyncio.to_thread(self._noteer_beslissing, kop, eigen, toestand)
        await asyncio.to_thread(self._noteer_raadpleging, samenstelling)
        return Voorbeeld(Samenstelling(kop, samenstelling.delen, samenstelling.motivering),
                         eigen, toestand)  # fmt: skip

    async def verstuur(self, opdracht: Verzendopdracht, sleutel: str | None) -> str:
        """Promises and delivers; the message's id. ``sleutel``: the caller's idempotency key.

        The same order under the same key is the same message, whatever became of it. Raises
        ``Conflict`` for another order under a used key.
        """
        verzoek = _vingerafdruk(opdracht)
        eerder = await self._eerder(sleutel, verzoek)
        if eerder is not None:
            return eerder
        samenstelling = await self._stel_samen(opdracht)
        return await self._beloof(samenstelling, sleutel, verzoek)

    async def vraag_informatie(
        self, opdracht: Informatieverzoekopdracht, sleutel: str | None
    ) -> str:
        """Asks another party for information; the request's id, which answers will name."""
        self._wie.eis_groep(opdracht.groep)
        verzoek = _vingerafdruk(opdracht)
        eerder = await self._eerder(sleutel, verzoek)
        if eerder is not None:
            return eerder
        stap = await self._stap(opdracht.groep, opdracht.stap, SOORT)
        kop = stel_kop_op(
            self._afzender(),
            uuid7(self._u.dienst.klok()),
            soort=SOORT,
            ontvanger=opdracht.ontvanger,
            ontvangende_medewerker=opdracht.ontvangende_medewerker,
            groep=opdracht.groep,
            stap=stap,
        )
        return await self._beloof(Samenstelling(kop, (), opdracht.reden), sleutel, verzoek)

    async def _stel_samen(self, opdracht: Verzendopdracht) -> Samenstelling:
        self._wie.eis_groep(opdracht.groep)
        stap = await self._stap(opdracht.groep, opdracht.stap, opdracht.soort)
        samenstelling = await asyncio.to_thread(self._lees_en_stel_samen, opdracht, stap)
        _eis_vorm(samenstelling.kop)
        return samenstelling

    def _lees_en_stel_samen(self, opdracht: Verzendopdracht, stap: int | None) -> Samenstelling:
        dienst = self._u.dienst
        with self._u.lezend() as sessie:
            gevraagd = [deel.persoon for deel in opdracht.onderdelen]
            lokrecords = Lokrecords(sessie, dienst.klok).hiervan(gevraagd)
        if lokrecords:
            self._verraad_lokrecords(lokrecords)
        with self._u.lezend() as sessie:
            bestand = Bestand(
                sessie=sessie,
                personen=PersonenRegister(sessie, dienst.kluis, dienst.klok),
                groepsleden=ZonderLokrecords(Groepsleden(sessie, dienst.klok), lokrecords),
                bronnen=dienst.partij.bronnen,
                informatie=dienst.partij.informatie,
                ontvangen=Correctielezer(sessie),
            )
            samenstelling = stel_samen(
                opdracht, stap, uuid7(dienst.klok()), self._afzender(), bestand
            )
            if opdracht.soort in _GEBRUIK:
                eis_niet_opgeschort(sessie, samenstelling.delen)
            return samenstelling

    def _verraad_lokrecords(self, lokrecords: Collection[str]) -> None:
        """Somebody wants to send a decoy away: kept at once, whatever becomes of the order."""
        dienst = self._u.dienst
        with dienst.transactie() as sessie:
            wie = self._wie.autorisatie_id
            laat_spoor_na(sessie, dienst.klok(), VERSTREKKING, wie, sorted(lokrecords))

    async def _stap(self, groep: str, gevraagd: int | None, soort: str) -> int | None:
        """The group's step, asked of the gateway where the order names none and it matters."""
        regel = self._u.dienst.regels.soorten[soort]
        if gevraagd is not None:
            return gevraagd
        if "stap" not in regel.groepseisen and regel.onderdelen == "verboden":
            return None
        stap = (await self._u.gateway.groep(groep)).get("stap")
        if not isinstance(stap, int):
            raise GatewayFout("De gateway gaf een groep zonder stap.")
        return stap

    async def _beloof(self, samenstelling: Samenstelling, sleutel: str | None, verzoek: str) -> str:
        self._eis_ontvanger(samenstelling.kop["ontvanger"])
        gereed = await self._maak_gereed(samenstelling)
        zending = Zending(samenstelling, gereed, 1, nieuwe_houder())
        try:
            await asyncio.to_thread(
                self._u.opslag.plaats, zending, self._u.dienst.klok(), self._u.verzender.lease,
                verzoek=verzoek, idempotentiesleutel=sleutel,
            )  # fmt: skip
        except Conflict:
            # The same order came in twice at once; the other one was first.
            eerder = await self._eerder(sleutel, verzoek)
            if eerder is None:
                raise
            return eerder
        await self._u.verzender.bezorg_direct(zending)
        return zending.bericht_id

    def _eis_ontvanger(self, ontvanger: str) -> None:
        """A message to nobody would wait for ever: there is no certificate to seal it for."""
        andere = sorted(set(self._u.dienst.regels.partijen) - {self._u.dienst.partij.code})
        if ontvanger not in andere:
            zin = f"Kies een andere partij bij het convenant: {', '.join(andere)}."
            raise OngeldigeInvoer([Invoerfout("/ontvanger", zin)])

    async def _maak_gereed(self, samenstelling: Samenstelling) -> Gereed | None:
        """Seals now when the receiver's certificate is at hand; else the outbox will."""
        try:
            ontvanger = await self._u.boek.zoek(samenstelling.kop["ontvanger"])
        except GatewayFout:
            return None
        return await asyncio.to_thread(
            maak_gereed, samenstelling, None, self._u.ondertekenaar, ontvanger.versleuteling,
            self._u.dienst.klok(),
        )  # fmt: skip

    async def _eerder(self, sleutel: str | None, verzoek: str) -> str | None:
        if sleutel is None:
            return None
        return await asyncio.to_thread(self._zoek_eerder, sleutel, verzoek)

    def _zoek_eerder(self, sleutel: str, verzoek: str) -> str | None:
        with self._u.lezend() as sessie:
            rij = zoek_herhaling(sessie, self._wie.autorisatie_id, sleutel)
            if rij is None:
                return None
            if self._u.opslag.zegel.open_geheim(rij).verzoek != verzoek:
                raise Conflict("Deze Idempotency-Key is al gebruikt voor een andere opdracht.")
            return rij.bericht_id

    def _afzender(self) -> Afzender:
        dienst = self._u.dienst
        return Afzender(
            dienst.partij.code, dienst.regels.id, self._wie.autorisatie_id, dienst.klok()
        )

    def _beslis(self, kop: Mapping[str, Any], toestand: Mapping[str, Any]) -> dict[str, Any]:
        try:
            verzoek = lees_toetsverzoek({"kop": kop, "toestand": toestand})
        except OngeldigToetsverzoek as fout:
            raise GatewayFout("De gateway gaf een toestand die niet te toetsen is.") from fout
        return toets(verzoek, self._u.dienst.regels).als_dict()

    def _noteer_beslissing(
        self, kop: Mapping[str, Any], besluit: Mapping[str, Any], toestand: Mapping[str, Any]
    ) -> None:
        """This party decided as well, on the gateway's toestand; it is recorded as a decision."""
        dienst, operatie = self._u.dienst, huidige_operatie.get()
        if operatie is None:
            return
        verzoek = {
            "subject": {"type": "medewerker", "id": kop["medewerker"]},
            "action": {"name": kop["soort"]},
            "resource": {"type": "groep", "id": kop["groep"]},
            "context": {"kop": dict(kop)},
        }
        mag = besluit["besluit"] == "toegestaan"
        beslissing = beslissing_in(
            operatie,
            request=verzoek,
            response={"decision": mag, "context": dict(besluit)},
            policies=convenant_als_beleid(dienst.regels),
            information={"toestand": dict(toestand)},
            configuration=PROGRAMMA,
            transactie_id=kop["id"],
        )
        dienst.meeschrijver.log.schrijf((), [beslissing])

    def _noteer_raadpleging(self, samenstelling: Samenstelling) -> None:
        """A preview shows content, so it is a read (LDV); a message sent is in the journal."""
        dienst = self._u.dienst
        gelezen = [Geraadpleegd(deel.gegeven_id, deel.persoon_id) for deel in samenstelling.delen]
        with dienst.transactie() as sessie:
            leg_raadpleging_vast(
                sessie, dienst.klok, self._wie, "raadplegen", "verstrekking", gelezen
            )


def _eis_vorm(kop: Mapping[str, Any]) -> None:
    """A kop outside the schema is an input error, never a decision (profile, 1)."""
    try:
        lees_kop(dict(kop))
    except OngeldigToetsverzoek as fout:
        fouten = [Invoerfout(een.pad, een.melding) for een in fout.fouten]
        raise OngeldigeInvoer(fouten) from None


def _vingerafdruk(opdracht: Invoermodel) -> str:
    """Recognises the same order; kept sealed, because its text could be guessed from it."""
    vorm = opdracht.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return hashlib.sha256(jcs(vorm)).hexdigest()
