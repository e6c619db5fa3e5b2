"""Hands records to a receiver of telemetry (OTLP over HTTP), from the durable store.

At least once: the cursor moves on only after the receiver said yes, which is any 2xx. Away, busy,
locked or moved means the same records again later, after a growing pause or the one the receiver
asked for; nothing is lost, because the store is the queue. What is too much at once goes in
smaller portions. Only what the receiver says it cannot take (partial success, or a single record
it calls malformed) is counted and told, and does not hold up the rest: it stays in the store all
the same. The two kinds of records go their own way: who takes one and not the other gets one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol

import httpx
import structlog
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceResponse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse

from shared.dataverwerkingen import opslag, otlp
from shared.dataverwerkingen.log import Verwerkingenlog
from shared.opslag.draad import in_draad
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import transactie_zonder_orm
from shared.tijd.klok import nu_utc
from shared.web.proces.achtergrond import steeds
from shared.web.proces.clients import Antwoord, vraag
from shared.web.verzoek.herkansing import MAX_WACHT, gevraagd_geduld

_log = structlog.get_logger(__name__)
_SOORT: Final = "application/x-protobuf"
PORTIE: Final = 200
"""Records per request, unless the receiver finds that too much."""
_LANGSTE_PAUZE: Final = 60.0
_MAX_ANTWOORD: Final = 64 * 1024


class _Ontvangst(Protocol):
    """What the two kinds of answer have in common."""

    partial_success: Any

    def ParseFromString(self, serialized: bytes) -> int: ...  # noqa: N802 - protobuf's own name


@dataclass(frozen=True)
class _Lading:
    """The next portion of one kind: what to post where, and how far it goes."""

    soort: str
    pad: str
    body: bytes
    tot: int
    aantal: int
    antwoord: Callable[[], _Ontvangst]
    geweigerd: str


class OntvangerWeg(Exception):
    """Not now; the same again later. `wacht`: what the receiver asked for, in seconds."""

    def __init__(self, waarom: str, wacht: float | None = None) -> None:
        super().__init__(waarom)
        self.wacht = wacht


class _Uitgave:
    """One kind of record on its way to the receiver."""

    def __init__(
        self,
        log: Verwerkingenlog,
        lees: Callable[[int], _Lading | None],
        stuur: Callable[[_Lading], Awaitable[Antwoord]],
    ) -> None:
        self._log = log
        self._lees = lees
        self._stuur = stuur
        self._grootte = PORTIE

    async def portie(self) -> int:
        """The next portion; how many records went, 0 when there are none. `OntvangerWeg`."""
        while (lading := await in_draad(self._lees, self._grootte)) is not None:
            antwoord = await self._stuur(lading)
            if 200 <= antwoord.status < 300:
                geweigerd, melding = _gedeeltelijk(lading, antwoord)
            elif antwoord.status in _KLEINER and lading.aantal > 1:
                self._grootte = lading.aantal // 2
                continue
            elif antwoord.status == httpx.codes.BAD_REQUEST:
                geweigerd, melding = 1, f"status {antwoord.status}"
            else:
                geduld = gevraagd_geduld(antwoord.koppen, nu_utc(), MAX_WACHT)
                raise OntvangerWeg(str(antwoord.status), geduld)
            await in_draad(self._bevestig, lading, geweigerd, melding)
            self._grootte = min(2 * self._grootte, PORTIE)
            return lading.aantal
        return 0

    async def draai(self, rust: float, slaap: Callable[[float], Awaitable[None]]) -> None:
        """Works until it is cancelled; pauses grow for as long as nobody takes anything."""
        pauze = wacht = rust

        async def ronde() -> bool:
            nonlocal pauze, wacht
            # One bad portion may not end the export for good; it waits longest.
            wacht = _LANGSTE_PAUZE
            try:
                gegaan = await self.portie() > 0
            except (OntvangerWeg, DatabankFout) as fout:
                pauze = min(pauze * 2, _LANGSTE_PAUZE)
                wacht = max(pauze, getattr(fout, "wacht", None) or 0.0)
                raise
            if gegaan:
                pauze = rust
            wacht = pauze
            return gegaan

        verwacht = (OntvangerWeg, DatabankFout)
        wat = "uitvoer van telemetrie"
        await steeds(wat, ronde, lambda: wacht, verwacht=verwacht, slaap=slaap)

    def _bevestig(self, lading: _Lading, geweigerd: int, melding: str | None) -> None:
        if geweigerd:
            _log.error("ontvanger van telemetrie weigert regels", aantal=geweigerd)
        with transactie_zonder_orm(self._log.engine) as verbinding:
            opslag.zet_uitvoerstand(verbinding, lading.soort, lading.tot, geweigerd, melding)


_KLEINER: Final = (httpx.codes.BAD_REQUEST, httpx.codes.REQUEST_ENTITY_TOO_LARGE)
"""Statuses that may be about one record of many: ask again with half of them."""


class Uitvoer:
    """The background task of one deployable with a receiver configured."""

    def __init__(
        self, log: Verwerkingenlog, client: httpx.AsyncClient, url: str, rust_seconden: float
    ) -> None:
        self._log = log
        self._client = client
        self._url = url.rstrip("/")
        self._rust = rust_seconden
        self._van = otlp.bron(log.register.onderdeel, log.register.versie)
        self._uitgaven = [
            _Uitgave(log, lees, self._stuur) for lees in (self._verwerkingen, self._beslissingen)
        ]

    async def draai(self, slaap: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Works until it is cancelled."""
        async with asyncio.TaskGroup() as groep:
            for uitgave in self._uitgaven:
                groep.create_task(uitgave.draai(self._rust, slaap))

    async def ronde(self) -> int:
        """One portion of each kind; how many records went. Raises ``OntvangerWeg``."""
        totaal, weg = 0, None
        for uitgave in self._uitgaven:
            try:
                totaal += await uitgave.portie()
            except OntvangerWeg as fout:
                weg = fout
        if weg is not None:
            raise weg
        return totaal

    async def _stuur(self, lading: _Lading) -> Antwoord:
        try:
            return await vraag(
                self._client, "POST", f"{self._url}{lading.pad}", max_bytes=_MAX_ANTWOORD,
                inhoud=lading.body, koppen={"Content-Type": _SOORT}, kap_af=True,
            )  # fmt: skip
        except httpx.HTTPError as fout:
            raise OntvangerWeg(type(fout).__name__) from fout

    def _verwerkingen(self, hoogstens: int) -> _Lading | None:
        with transactie_zonder_orm(lezend(self._log.engine)) as verbinding:
            na = opslag.uitvoerstand(verbinding, opslag.VERWERKING)
            regels = opslag.lees_verwerkingen(verbinding, na=na, limiet=hoogstens)
        if not regels:
            return None
        body = otlp.als_spans((een for _, een in regels), self._van)
        return _Lading(
            opslag.VERWERKING, "/v1/traces", body.SerializeToString(), regels[-1][0],
            len(regels), ExportTraceServiceResponse, "rejected_spans",
        )  # fmt: skip

    def _beslissingen(self, hoogstens: int) -> _Lading | None:
        with transactie_zonder_orm(lezend(self._log.engine)) as verbinding:
            na = opslag.uitvoerstand(verbinding, opslag.BESLISSING)
            regels = opslag.lees_beslissingen(verbinding, na=na, limiet=hoogstens)
        if not regels:
            return None
        body = otlp.als_logregels(regels, self._van)
        return _Lading(
            opslag.BESLISSING, "/v1/logs", body.SerializeToString(), int(regels[-1]["nummer"]),
            len(regels), ExportLogsServiceResponse, "rejected_log_records",
        )  # fmt: skip


def _gedeeltelijk(lading: _Lading, antwoord: Antwoord) -> tuple[int, str | None]:
    """The refusals a yes may hold. One without a word of OTLP (202, 204) refuses nothing."""
    if not antwoord.koppen.get("content-type", "").startswith(_SOORT):
        return 0, None
    gelezen = lading.antwoord()
    with suppress(DecodeError):
        gelezen.ParseFromString(antwoord.inhoud)
    deel = gelezen.partial_success
    geweigerd = int(getattr(deel, lading.geweigerd))
    return max(0, min(geweigerd, lading.aantal)), deel.error_message or None
