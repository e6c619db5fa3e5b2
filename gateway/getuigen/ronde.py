"""Asking the witnesses: the log's newest checkpoint goes to each, what they cosign is published.

Off the way of any message: a round begins some time after the head moved, and one slow or absent
witness holds up nobody. A witness that refuses because it saw another history keeps the evidence
at its own party; here only its refusal is seen, and the checkpoint stays without its signature.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import httpx
import structlog
from sqlalchemy import Engine

from gateway.getuigen.opslag import Getuige, Getuigenregister, Medeondertekend
from shared.logboek.controlepunt import open_checkpoint, voeg_samen, zelfde_checkpoint
from shared.logboek.fouten import LogboekFout, NotitieOngeldig
from shared.logboek.getuigenis import lees_grootte, schrijf_verzoek
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Verificatiesleutel, lees_vkey
from shared.logboek.opslag import Logstand
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout

PAD = "/v1/getuige/add-checkpoint"
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Getuigenis:
    """What a witness gave: the checkpoint with its line, or why not."""

    getuige: Getuige
    notitie: str | None
    fout: str | None = None


class Getuigenronde:
    """Asks the witnesses in rounds. `rust_seconden`: the time between two looks at the head."""

    def __init__(
        self,
        engine: Engine,
        client: httpx.AsyncClient,
        logsleutel: Verificatiesleutel,
        rust_seconden: float,
        klok: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._lezer = Loglezer(engine)
        self._client = client
        self._logsleutel = logsleutel
        self._rust = rust_seconden
        self._klok = klok
        self._gevraagd = ""
        self._compleet = False

    async def draai(self) -> None:
        """Asks again and again, until cancelled. No fault of a round ends it."""
        while True:
            await asyncio.sleep(self._rust)
            with suppress(DatabankFout, LogboekFout):
                await self.ronde()

    async def ronde(self) -> bool:
        """One look at the head; asks when it moved or a cosignature lacks. Whether it asked."""
        stand = await asyncio.to_thread(self._lezer.stand)
        if stand.grootte == 0 or (stand.checkpoint == self._gevraagd and self._compleet):
            return False
        getuigen = await asyncio.to_thread(self._getuigen)
        if not getuigen:
            return False
        antwoorden = await asyncio.gather(*(self._vraag(een, stand) for een in getuigen))
        await asyncio.to_thread(self._bewaar, stand, antwoorden)
        self._gevraagd = stand.checkpoint
        self._compleet = all(een.notitie is not None for een in antwoorden)
        return True

    def _getuigen(self) -> list[Getuige]:
        with lezend(self._engine).connect() as verbinding:
            return Getuigenregister(verbinding).alle()

    async def _vraag(self, getuige: Getuige, stand: Logstand) -> Getuigenis:
        """At most two attempts: the second with the size the witness says it signed last."""
        try:
            antwoord = await self._post(getuige, getuige.grootte, stand)
            if antwoord.status_code == httpx.codes.CONFLICT:
                antwoord = await self._post(getuige, lees_grootte(antwoord.content), stand)
            if antwoord.status_code != httpx.codes.OK:
                return Getuigenis(getuige, None, f"antwoordde met {antwoord.status_code}")
            notitie = stand.checkpoint + antwoord.text
            sleutel = lees_vkey(getuige.vkey)
            _, geopend = open_checkpoint(notitie, self._logsleutel, [sleutel])
        except httpx.HTTPError as fout:
            return Getuigenis(getuige, None, f"niet bereikbaar ({type(fout).__name__})")
        except (LogboekFout, UnicodeDecodeError) as fout:
            return Getuigenis(getuige, None, f"gaf geen geldige medeondertekening: {fout}"[:300])
        if geopend.van(sleutel) is None:
            return Getuigenis(getuige, None, "ondertekende niet met de geregistreerde sleutel")
        return Getuigenis(getuige, notitie)

    async def _post(self, getuige: Getuige, oud: int, stand: Logstand) -> httpx.Response:
        if oud > stand.grootte:
            raise NotitieOngeldig("de getuige tekende een groter log dan dit")
        bewijs: Sequence[bytes] = ()
        if 0 < oud < stand.grootte:
            bewijs = await asyncio.to_thread(self._lezer.consistentiebewijs, oud, stand.grootte)
        return await self._client.post(
            getuige.endpoint.rstrip("/") + PAD,
            content=schrijf_verzoek(oud, bewijs, stand.checkpoint),
            headers={"Content-Type": "text/plain; charset=utf-8"},
        )

    def _bewaar(self, stand: Logstand, antwoorden: Sequence[Getuigenis]) -> None:
        gegeven = [een.notitie for een in antwoorden if een.notitie is not None]
        for een in antwoorden:
            if een.fout is not None:
                _log.warning("getuige tekende niet", partij=een.getuige.partij)
        nu = self._klok()
        with self._engine.begin() as verbinding:
            register = Getuigenregister(verbinding)
            for een in antwoorden:
                grootte = None if een.notitie is None else stand.grootte
                register.noteer(een.getuige.partij, nu, grootte=grootte, fout=een.fout)
            if gegeven:
                register.bewaar(
                    Medeondertekend(stand.grootte, self._samen(register, stand, gegeven))
                )

    def _samen(self, register: Getuigenregister, stand: Logstand, gegeven: list[str]) -> str:
        """All cosignatures on this checkpoint, with those an earlier round got on the same one."""
        eerder = register.medeondertekend()
        alle = list(gegeven)
        if eerder is not None and zelfde_checkpoint(eerder.notitie, stand.checkpoint):
            alle.append(eerder.notitie)
        return voeg_samen(stand.checkpoint, alle)
