"""A message's way through the gateway: verify, decide, log durably, forward, log, answer.

The order is never broken. The decision and its leaf are durable before a byte goes to the
receiver; the receipt and its leaf are durable before a word goes to the sender. Killed in
between, the process has lost nothing: the sender offers the same bytes again and the message goes
on from where its register row says it was. A receiver that gets a message twice answers with the
same receipt (profile, section 2).

Until a receipt came nothing counts as given: each next attempt is decided on again first, in a
leaf of its own, and only then forwarded. The group may have moved on, and nothing is ever
forwarded on a stale decision.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from gateway.berichten.aflevering import Aflevering, NietAfgeleverd
from gateway.berichten.antwoorden import Antwoord
from gateway.berichten.beslissing import Beslissing, Beslist, EersteBeslissing
from gateway.berichten.bezorger import GeldigeOntvangst
from gateway.berichten.doorgeven import Afmaker, Doorgave
from gateway.berichten.herkenning import Herkend, Herkenning
from gateway.berichten.verkeersdelen import Verkeersdelen
from gateway.fouten import OntvangerOnbereikbaar, OntvangerOnbruikbaar
from gateway.logboek.verantwoording import BeslistBericht
from gateway.registers.begrippen import Berichtstatus
from shared.bericht.bericht import GeverifieerdBericht, OntvangenBericht
from shared.web.sloten import Sloten


class Berichtenverkeer:
    """Handles messages, one at a time per id, each to the end once it has begun."""

    def __init__(self, delen: Verkeersdelen, herkenning: Herkenning) -> None:
        self._o = delen
        self._fundament = delen.fundament
        self._herkenning = herkenning
        self._sloten = Sloten()
        self._afmaker: Afmaker[Antwoord] = Afmaker()

    async def verwerk(self, ontvangen: OntvangenBericht, oin: str) -> Antwoord:
        """The profile's 201. Every refusal and fault is an exception of `gateway.fouten`.

        The work goes on when the caller goes away: an exchange that has begun is finished, so
        that log and receiver agree.
        """
        return await self._afmaker.maak_af(self._een_tegelijk(ontvangen, oin))

    async def sluit(self) -> None:
        """Wait for what has begun."""
        await self._afmaker.sluit()

    async def _een_tegelijk(self, ontvangen: OntvangenBericht, oin: str) -> Antwoord:
        async with self._sloten.op(ontvangen.kop.id):
            with self._fundament.schrijver.onderweg:
                return await self._verwerk(ontvangen, oin)

    async def _verwerk(self, ontvangen: OntvangenBericht, oin: str) -> Antwoord:
        nu = self._fundament.klok()
        nieuw = self._herkenning.herken_nieuw(ontvangen, oin, nu)
        if nieuw is not None and nieuw.bericht is not None:
            beslist = await self._beslis_als_eerste(nieuw, nieuw.bericht, nu)
            if beslist is not None:
                return await self._voer_uit(nieuw, nieuw.bericht, beslist)
        herkend = await asyncio.to_thread(self._herkenning.herken, ontvangen, oin, nu)
        if herkend.bericht is None:
            return await asyncio.to_thread(self._o.antwoorden.opnieuw, herkend.kenmerk)
        beslist = await self._beslis(herkend, herkend.bericht, nu)
        return await self._voer_uit(herkend, herkend.bericht, beslist)

    async def _voer_uit(
        self, herkend: Herkend, bericht: GeverifieerdBericht, beslist: Beslist
    ) -> Antwoord:
        """What follows from a decision that is in the log and was accounted for."""
        if not beslist.toegestaan:
            raise await asyncio.to_thread(self._o.antwoorden.geweigerd, beslist)
        ontvangst = await self._bezorg(herkend, bericht, beslist)
        return await self._leg_vast_en_antwoord(herkend, beslist, ontvangst)

    async def _beslis_als_eerste(
        self, herkend: Herkend, bericht: GeverifieerdBericht, nu: datetime
    ) -> Beslist | None:
        """The decision on a message that turns out to be new."""
        beslissing = Beslissing(bericht, herkend.beeld, self._fundament.beelden, nu)
        geschreven = await self._fundament.schrijver.voer_uit(
            EersteBeslissing(beslissing), nawerk=self._verantwoord(herkend, bericht)
        )
        return geschreven.uitkomst

    async def _beslis(
        self, herkend: Herkend, bericht: GeverifieerdBericht, nu: datetime
    ) -> Beslist:
        """The decision to forward on, taken now."""
        opdracht = Beslissing(bericht, herkend.beeld, self._fundament.beelden, nu)
        geschreven = await self._fundament.schrijver.voer_uit(
            opdracht, nawerk=self._verantwoord(herkend, bericht)
        )
        return geschreven.uitkomst

    def _verantwoord(
        self, herkend: Herkend, bericht: GeverifieerdBericht
    ) -> Callable[[Beslist | None], BeslistBericht | None]:
        """What is recorded of the decision before anybody hears of it, if one was taken."""
        over = self._o.verantwoording.over_bericht(bericht.kop)

        def van(beslist: Beslist | None) -> BeslistBericht | None:
            if beslist is None:
                return None
            regels = (self._fundament.beelden.laatste or herkend.beeld).regels
            return BeslistBericht(over, beslist.toegestaan, beslist.bladnummer, regels)

        return van

    async def _bezorg(
        self, herkend: Herkend, bericht: GeverifieerdBericht, beslist: Beslist
    ) -> GeldigeOntvangst:
        doorgave = Doorgave(
            bericht=bericht.kop.id,
            ontvanger=bericht.kop.ontvanger,
            body=bericht.body,
            digest=bericht.digest,
            payload_signature=bericht.payload_signature,
        )
        try:
            return await self._o.doorgever.geef_door(doorgave, beslist, herkend.beeld)
        except (OntvangerOnbereikbaar, OntvangerOnbruikbaar):
            bekend = herkend.bekend
            if bekend is None or bekend.status is not Berichtstatus.ONBEREIKBAAR:
                opdracht = NietAfgeleverd(herkend.kenmerk, self._fundament.klok())
                await self._fundament.schrijver.voer_uit(opdracht)
            raise

    async def _leg_vast_en_antwoord(
        self, herkend: Herkend, beslist: Beslist, ontvangst: GeldigeOntvangst
    ) -> Antwoord:
        kenmerk = herkend.kenmerk
        geschreven = await self._fundament.schrijver.voer_uit(
            Aflevering(kenmerk, ontvangst, self._fundament.klok(), self._fundament.beelden),
            bewijs_van=beslist.bladnummer,
        )
        if geschreven.inclusie is None:
            # Another process was first; what it recorded is the answer.
            return await asyncio.to_thread(self._o.antwoorden.opnieuw, kenmerk)
        tekst = {"inhoud": ontvangst.tekst, "handtekening": ontvangst.handtekening}
        return self._o.antwoorden.afgeleverd(kenmerk, beslist, tekst, geschreven.inclusie)
