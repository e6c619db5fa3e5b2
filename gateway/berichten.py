"""A message's way through the gateway: verify, decide, log durably, forward, log, answer.

The order is never broken. The decision and its leaf are durable before a byte goes to the
receiver; the receipt and its leaf are durable before a word goes to the sender. Killed in
between, the process has lost nothing: the sender offers the same bytes again and the message goes
on from where its register row says it was. A receiver that gets a message twice answers with the
same receipt (profile, section 2).

A stored decision that was never delivered is used again only while it is fresh (within the clock
window) and was taken on this very signature. Otherwise it is taken again first, as a new leaf:
the group may have moved on, and nothing is ever forwarded on a stale decision.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gateway.aflevering import Aflevering, NietAfgeleverd
from gateway.antwoorden import Antwoord, Antwoorden
from gateway.beeld import Beeld, Beelden
from gateway.beslissing import Beslissing, Beslist, EersteBeslissing
from gateway.bezorging import Bezorger, GeldigeOntvangst, Zending, lees_ontvangst
from gateway.domein import Berichtstatus
from gateway.fouten import OntvangerOnbereikbaar, OntvangerOnbruikbaar
from gateway.inname import Ingenomen, Inname
from gateway.verantwoording import Verantwoording
from shared.bericht.bericht import GeverifieerdBericht, OntvangenBericht
from shared.bericht.certificaten import Vertrouwenslijst
from shared.bericht.gatewaybesluit import GatewayBesluit, onderteken_gateway_besluit
from shared.bericht.koppen import DIGEST, GATEWAY_BESLUIT, PAYLOAD_SIGNATURE, TRANSACTIE_ID
from shared.bericht.sleutels import Ondertekenaar
from shared.logboek.schrijver import Logschrijver
from shared.web.sloten import Sloten
from shared.web.spoor import huidig_spoor


@dataclass(frozen=True)
class Onderdelen:
    """What the way of a message is made of. `venster`: how long a decision stays fresh."""

    inname: Inname
    beelden: Beelden
    schrijver: Logschrijver
    antwoorden: Antwoorden
    bezorger: Bezorger
    ondertekenaar: Ondertekenaar
    vertrouwen: Vertrouwenslijst
    verantwoording: Verantwoording
    venster: timedelta
    klok: Callable[[], datetime]


class Berichtenverkeer:
    """Handles messages, one at a time per id, each to the end once it has begun."""

    def __init__(self, onderdelen: Onderdelen) -> None:
        self._o = onderdelen
        self._sloten = Sloten()
        self._lopend: set[asyncio.Task[Antwoord]] = set()

    async def verwerk(self, ontvangen: OntvangenBericht, oin: str) -> Antwoord:
        """The profile's 201. Every refusal and fault is an exception of `gateway.fouten`.

        The work goes on when the caller goes away: an exchange that has begun is finished, so
        that log and receiver agree.
        """
        taak = asyncio.create_task(self._een_tegelijk(ontvangen, oin))
        self._lopend.add(taak)
        taak.add_done_callback(self._klaar)
        return await asyncio.shield(taak)

    async def sluit(self) -> None:
        """Wait for what has begun."""
        while self._lopend:
            await asyncio.wait(tuple(self._lopend))

    def _klaar(self, taak: asyncio.Task[Antwoord]) -> None:
        self._lopend.discard(taak)
        if not taak.cancelled():
            # Nobody may be left to see it; asking for it keeps the loop from complaining.
            taak.exception()

    async def _een_tegelijk(self, ontvangen: OntvangenBericht, oin: str) -> Antwoord:
        async with self._sloten.op(ontvangen.kop.id):
            nu = self._o.klok()
            nieuw = self._o.inname.neem_nieuw_in(ontvangen, oin, nu)
            if nieuw is not None and nieuw.bericht is not None:
                beslist = await self._beslis_als_eerste(nieuw, nieuw.bericht, nu)
                if beslist is not None:
                    return await self._voer_uit(nieuw, nieuw.bericht, beslist)
            ingenomen = await asyncio.to_thread(self._o.inname.neem_in, ontvangen, oin, nu)
            if ingenomen.bericht is None:
                return await asyncio.to_thread(self._o.antwoorden.opnieuw, ingenomen.kenmerk)
            beslist = await self._beslis(ingenomen, ingenomen.bericht, nu)
            return await self._voer_uit(ingenomen, ingenomen.bericht, beslist)

    async def _voer_uit(
        self, ingenomen: Ingenomen, bericht: GeverifieerdBericht, beslist: Beslist
    ) -> Antwoord:
        """What follows from a decision that is in the log: first of all, to account for it."""
        regels = (self._o.beelden.laatste or ingenomen.beeld).regels
        await asyncio.to_thread(
            self._o.verantwoording.bericht,
            bericht.kop, beslist.toegestaan, beslist.bladnummer, regels,
        )  # fmt: skip
        if not beslist.toegestaan:
            raise await asyncio.to_thread(self._o.antwoorden.geweigerd, beslist)
        ontvangst = await self._bezorg(ingenomen, bericht, beslist)
        return await self._leg_vast_en_antwoord(ingenomen, beslist, ontvangst)

    async def _beslis_als_eerste(
        self, ingenomen: Ingenomen, bericht: GeverifieerdBericht, nu: datetime
    ) -> Beslist | None:
        """The decision on a message that turns out to be new."""
        beslissing = Beslissing(bericht, ingenomen.beeld, self._o.beelden, nu)
        geschreven = await self._o.schrijver.voer_uit(EersteBeslissing(beslissing))
        return geschreven.uitkomst

    async def _beslis(
        self, ingenomen: Ingenomen, bericht: GeverifieerdBericht, nu: datetime
    ) -> Beslist:
        """The decision to forward on: a fresh one that is in the log, or a new one."""
        bekend = ingenomen.bekend
        if (
            bekend is not None
            and bekend.handtekening == bericht.payload_signature
            and timedelta(0) <= nu - bekend.beslist_op <= self._o.venster
        ):
            return await asyncio.to_thread(self._o.antwoorden.eerder_besluit, ingenomen.kenmerk)
        opdracht = Beslissing(bericht, ingenomen.beeld, self._o.beelden, nu)
        geschreven = await self._o.schrijver.voer_uit(opdracht)
        return geschreven.uitkomst

    async def _bezorg(
        self, ingenomen: Ingenomen, bericht: GeverifieerdBericht, beslist: Beslist
    ) -> GeldigeOntvangst:
        # The picture that was decided in, or a newer one: it knows the receiver.
        beeld = self._o.beelden.laatste or ingenomen.beeld
        try:
            zending = self._zending(beeld, bericht, beslist)
            teruggekomen = await self._o.bezorger.bezorg(zending)
            return lees_ontvangst(
                teruggekomen,
                bericht=bericht.kop.id,
                digest=bericht.digest,
                ontvanger=bericht.kop.ontvanger,
                beeld=beeld,
                vertrouwen=self._o.vertrouwen,
                nu=self._o.klok(),
            )
        except (OntvangerOnbereikbaar, OntvangerOnbruikbaar):
            bekend = ingenomen.bekend
            if bekend is None or bekend.status is not Berichtstatus.ONBEREIKBAAR:
                opdracht = NietAfgeleverd(ingenomen.kenmerk, self._o.klok())
                await self._o.schrijver.voer_uit(opdracht)
            raise

    def _zending(self, beeld: Beeld, bericht: GeverifieerdBericht, beslist: Beslist) -> Zending:
        besluit = GatewayBesluit(
            id=bericht.kop.id,
            digest=bericht.digest,
            ontvanger=bericht.kop.ontvanger,
            besluit=beslist.besluit["besluit"],
            bladnummer=beslist.bladnummer,
            tijdstip=beslist.tijdstip,
        )
        koppen = {
            DIGEST: bericht.digest,
            PAYLOAD_SIGNATURE: bericht.payload_signature,
            TRANSACTIE_ID: bericht.kop.id,
            GATEWAY_BESLUIT: onderteken_gateway_besluit(self._o.ondertekenaar, besluit),
        }
        spoor = huidig_spoor.get()
        if spoor is not None:
            koppen["traceparent"] = spoor.traceparent
        endpoint = beeld.partijen[bericht.kop.ontvanger].endpoint
        return Zending(endpoint, bericht.body, koppen)

    async def _leg_vast_en_antwoord(
        self, ingenomen: Ingenomen, beslist: Beslist, ontvangst: GeldigeOntvangst
    ) -> Antwoord:
        kenmerk = ingenomen.kenmerk
        geschreven = await self._o.schrijver.voer_uit(
            Aflevering(kenmerk, ontvangst, self._o.klok()), bewijs_van=beslist.bladnummer
        )
        if geschreven.inclusie is None:
            # Another process was first; what it recorded is the answer.
            return await asyncio.to_thread(self._o.antwoorden.opnieuw, kenmerk)
        tekst = {"inhoud": ontvangst.tekst, "handtekening": ontvangst.handtekening}
        return self._o.antwoorden.afgeleverd(kenmerk, beslist, tekst, geschreven.inclusie)
