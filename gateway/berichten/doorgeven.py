"""Giving a receiver what was decided it may have, with the gateway's word; and its receipt back."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from gateway.berichten.beslissing import Beslist
from gateway.berichten.bezorger import Bezorger, Bezorging, GeldigeOntvangst, lees_ontvangst
from gateway.registers.beeld import Beeld, Fundament
from shared.bericht.gatewaybesluit import GatewayBesluit, onderteken_gateway_besluit
from shared.bericht.koppen import DIGEST, GATEWAY_BESLUIT, PAYLOAD_SIGNATURE, TRANSACTIE_ID
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.web.spoor import huidig_spoor

ONTVANGSTEN: Final = "/v1/ontvangsten"
_U = TypeVar("_U")


@dataclass(frozen=True, slots=True)
class Doorgave:
    """The sender's exact bytes of a message, or of the content of what was said."""

    bericht: str
    ontvanger: str
    body: bytes
    digest: str
    payload_signature: str
    is_inhoud: bool = False

    @property
    def methode(self) -> str:
        """How it is offered."""
        return "PUT" if self.is_inhoud else "POST"

    @property
    def pad(self) -> str:
        """Where at the receiver."""
        return f"{ONTVANGSTEN}/{self.bericht}/inhoud" if self.is_inhoud else ONTVANGSTEN


@dataclass(frozen=True)
class Doorgever:
    """Forwards, and judges what comes back. Safe to share."""

    fundament: Fundament
    bezorger: Bezorger
    ondertekenaar: Ondertekenaar

    async def geef_door(
        self, doorgave: Doorgave, beslist: Beslist, beeld: Beeld
    ) -> GeldigeOntvangst:
        """The verified receipt; else `OntvangerOnbereikbaar` or `OntvangerOnbruikbaar`.

        `beeld`: the picture that was decided in; a newer one knows the receiver better.
        """
        laatste = self.fundament.beelden.laatste or beeld
        teruggekomen = await self.bezorger.bezorg(self._bezorging(laatste, doorgave, beslist))
        return lees_ontvangst(
            teruggekomen,
            bericht=doorgave.bericht,
            digest=doorgave.digest,
            ontvanger=doorgave.ontvanger,
            beeld=laatste,
            vertrouwen=self.fundament.vertrouwen,
            nu=self.fundament.klok(),
        )

    def _bezorging(self, beeld: Beeld, doorgave: Doorgave, beslist: Beslist) -> Bezorging:
        besluit = GatewayBesluit(
            id=doorgave.bericht,
            digest=doorgave.digest,
            ontvanger=doorgave.ontvanger,
            besluit=beslist.besluit["besluit"],
            bladnummer=beslist.bladnummer,
            tijdstip=beslist.tijdstip,
        )
        koppen = {
            DIGEST: doorgave.digest,
            PAYLOAD_SIGNATURE: doorgave.payload_signature,
            TRANSACTIE_ID: doorgave.bericht,
            GATEWAY_BESLUIT: onderteken_gateway_besluit(self.ondertekenaar, besluit),
        }
        spoor = huidig_spoor.get()
        if spoor is not None:
            koppen["traceparent"] = spoor.traceparent
        endpoint = beeld.partijen[doorgave.ontvanger].endpoint
        return Bezorging(
            doorgave.methode, endpoint.rstrip("/") + doorgave.pad, doorgave.body, koppen
        )


class Afmaker(Generic[_U]):
    """An exchange that has begun is finished, also when its caller goes away."""

    def __init__(self) -> None:
        self._lopend: set[asyncio.Task[_U]] = set()

    async def maak_af(self, werk: Coroutine[Any, Any, _U]) -> _U:
        """The outcome of the work; it is carried out whether or not somebody still waits."""
        taak = asyncio.create_task(werk)
        self._lopend.add(taak)
        taak.add_done_callback(self._klaar)
        return await asyncio.shield(taak)

    async def sluit(self) -> None:
        """Wait for what has begun."""
        while self._lopend:
            await asyncio.wait(tuple(self._lopend))

    def _klaar(self, taak: asyncio.Task[_U]) -> None:
        self._lopend.discard(taak)
        if not taak.cancelled():
            # Nobody may be left to see it; asking for it keeps the loop from complaining.
            taak.exception()
