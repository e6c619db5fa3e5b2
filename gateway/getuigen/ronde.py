"""Asking the witnesses: the log's newest checkpoint goes to each, what they cosign is published.

Off the way of any message: a round begins some time after the head moved. What a witness gives is
published as soon as it came; a slow or absent one holds up nobody for longer than `geduld`, and one
that sends rubbish harms nobody but itself: of its answer only its own line is kept, once that
verified (`regels.py`). A witness that refuses because it saw another history keeps the evidence at
its own party; here only its refusal is seen, and the checkpoint stays without its signature.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import httpx
import structlog
from sqlalchemy import Engine

from gateway.getuigen.opslag import Getuige, Getuigenregister, Medeondertekend
from gateway.getuigen.regels import met_bekende_regels, over_dezelfde_tekst, regel_van
from shared.convenant.termijnen import datum_nl
from shared.logboek.controlepunt import open_checkpoint, voeg_samen
from shared.logboek.fouten import LogboekFout, NotitieOngeldig
from shared.logboek.getuigenis import lees_grootte, schrijf_verzoek
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import MAX_NOTITIE_BYTES, Verificatiesleutel, lees_vkey
from shared.logboek.opslag import Logstand
from shared.opslag.draad import in_draad
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout
from shared.tijd.klok import Klok
from shared.web.proces.achtergrond import steeds
from shared.web.proces.clients import Antwoord, vraag

PAD = "/v1/getuige/add-checkpoint"
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Getuigenis:
    """What a witness gave: its line under the checkpoint, or why not."""

    getuige: Getuige
    regel: str | None
    fout: str | None = None


class Getuigenronde:
    """Asks the witnesses in rounds. `rust_seconden`: the time between two looks at the head;
    `geduld_seconden`: how long one witness may take over its whole answer; `haast_seconden`: how
    long somebody waits who needs the log cosigned as it is now."""

    def __init__(
        self,
        engine: Engine,
        client: httpx.AsyncClient,
        logsleutel: Verificatiesleutel,
        rust_seconden: float,
        klok: Klok,
        geduld_seconden: float = 10.0,
        haast_seconden: float = 5.0,
    ) -> None:
        self._engine = engine
        self._lezer = Loglezer(engine)
        self._client = client
        self._logsleutel = logsleutel
        self._rust = rust_seconden
        self._geduld = geduld_seconden
        self._haast = haast_seconden
        self._klok = klok
        self._slot = asyncio.Lock()
        self._gevraagd = ""
        self._compleet = False

    async def draai(self) -> None:
        """Asks again and again, until cancelled. No fault of a round ends it."""
        verwacht = (DatabankFout, LogboekFout)
        await steeds("getuigen vragen", self._beurt, self._rust, eerst_rust=True, verwacht=verwacht)

    async def _beurt(self) -> None:
        await self.ronde()

    async def meteen(self) -> None:
        """A round now. Whatever comes of it: who waits for it goes on with what there is."""
        with suppress(DatabankFout, LogboekFout, TimeoutError):
            async with asyncio.timeout(self._haast):
                await self.ronde()

    async def ronde(self) -> bool:
        """One look at the head; asks when it moved or a cosignature lacks. Whether it asked."""
        stand = await in_draad(self._lezer.stand)
        if stand.grootte == 0 or (stand.checkpoint == self._gevraagd and self._compleet):
            return False
        getuigen = await in_draad(self._getuigen)
        if not getuigen:
            return False
        self._gevraagd, self._compleet = stand.checkpoint, False
        werk = (self._vraag_en_bewaar(een, stand) for een in getuigen)
        uitkomsten = await asyncio.gather(*werk, return_exceptions=True)
        for uitkomst in uitkomsten:
            if isinstance(uitkomst, BaseException):
                raise uitkomst
        if self._gevraagd == stand.checkpoint:
            self._compleet = all(uitkomsten)
        return True

    def _getuigen(self) -> list[Getuige]:
        with lezend(self._engine).connect() as verbinding:
            return Getuigenregister(verbinding).alle()

    async def _vraag_en_bewaar(self, getuige: Getuige, stand: Logstand) -> bool:
        """Whether it signed. What it gave is kept before the others answered."""
        try:
            async with asyncio.timeout(self._geduld):
                getuigenis = await self._vraag(getuige, stand)
        except TimeoutError:
            getuigenis = Getuigenis(getuige, None, "antwoordde niet op tijd")
        async with self._slot:
            await in_draad(self._bewaar, stand, getuigenis)
        return getuigenis.regel is not None

    async def _vraag(self, getuige: Getuige, stand: Logstand) -> Getuigenis:
        """At most two attempts: the second with the size the witness says it signed last."""
        try:
            antwoord = await self._post(getuige, getuige.grootte, stand)
            if antwoord.status == httpx.codes.CONFLICT:
                antwoord = await self._post(getuige, lees_grootte(antwoord.inhoud), stand)
            if antwoord.status != httpx.codes.OK:
                return Getuigenis(getuige, None, f"antwoordde met {antwoord.status}")
            regels = antwoord.inhoud.decode("utf-8")
            return Getuigenis(getuige, regel_van(stand.checkpoint, regels, lees_vkey(getuige.vkey)))
        except httpx.HTTPError as fout:
            return Getuigenis(getuige, None, f"niet bereikbaar ({type(fout).__name__})")
        except (LogboekFout, UnicodeDecodeError) as fout:
            return Getuigenis(getuige, None, f"gaf geen geldige medeondertekening: {fout}"[:300])
        except DatabankFout:
            raise
        except Exception as fout:  # noqa: BLE001 - what one witness sends may not stop the others
            _log.exception("een getuige vragen ging mis", partij=getuige.partij)
            return Getuigenis(getuige, None, f"vragen ging mis ({type(fout).__name__})")

    async def _post(self, getuige: Getuige, oud: int, stand: Logstand) -> Antwoord:
        if oud > stand.grootte:
            raise NotitieOngeldig("de getuige tekende een groter log dan dit")
        bewijs: Sequence[bytes] = ()
        if 0 < oud < stand.grootte:
            bewijs = await in_draad(self._lezer.consistentiebewijs, oud, stand.grootte)
        return await vraag(
            self._client,
            "POST",
            getuige.endpoint.rstrip("/") + PAD,
            max_bytes=MAX_NOTITIE_BYTES,
            inhoud=schrijf_verzoek(oud, bewijs, stand.checkpoint),
            koppen={"Content-Type": "text/plain; charset=utf-8"},
        )

    def _bewaar(self, stand: Logstand, getuigenis: Getuigenis) -> None:
        partij, regel = getuigenis.getuige.partij, getuigenis.regel
        grootte = None if regel is None else stand.grootte
        if getuigenis.fout is not None:
            _log.warning("getuige tekende niet", partij=partij)
        with self._engine.begin() as verbinding:
            register = Getuigenregister(verbinding)
            register.noteer(partij, self._klok(), grootte=grootte, fout=getuigenis.fout)
            if regel is not None and not self._ingehaald(register, stand):
                notitie = self._samen(register, stand, partij, regel)
                nieuw = Medeondertekend(stand.grootte, notitie)
                register.bewaar(nieuw)
                register.bewaar_van(datum_nl(self._klok()), nieuw)

    def _ingehaald(self, register: Getuigenregister, stand: Logstand) -> bool:
        """Whether a later round over this same history already has what its witnesses gave."""
        bekend = register.medeondertekend()
        if bekend is None or not stand.grootte < bekend.grootte <= self._lezer.stand().grootte:
            return False
        checkpoint, _ = open_checkpoint(bekend.notitie, self._logsleutel)
        return checkpoint.wortel == self._lezer.wortel(bekend.grootte)

    def _samen(self, register: Getuigenregister, stand: Logstand, partij: str, regel: str) -> str:
        """All cosignatures on this checkpoint that hold: this one, and those of others before."""
        eerder = register.medeondertekend()
        nieuw = voeg_samen(stand.checkpoint, [stand.checkpoint + regel])
        if eerder is None or not over_dezelfde_tekst(eerder.notitie, stand.checkpoint):
            return nieuw
        sleutels = [lees_vkey(een.vkey) for een in register.alle() if een.partij != partij]
        return met_bekende_regels(nieuw, eerder.notitie, sleutels)
