"""Hands records to a receiver of telemetry (OTLP over HTTP), from the durable store.

At least once: the cursor moves on only after the receiver said yes. Away, busy or dead means the
same records again later, after a growing pause; nothing is lost, because the store is the queue.
What the receiver refuses for good (partial success, or a request it will never accept) is counted
and told, and does not hold up the rest: it stays in the store all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

import httpx
import structlog
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceResponse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse

from shared.dataverwerkingen import opslag, otlp
from shared.dataverwerkingen.log import Verwerkingenlog
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import transactie_zonder_orm

_log = structlog.get_logger(__name__)
_SOORT: Final = "application/x-protobuf"
PORTIE: Final = 200
"""Records per request."""
_OPNIEUW: Final = frozenset({408, 429, 500, 502, 503, 504})
_LANGSTE_PAUZE: Final = 60.0


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
    """Not now; the same again later."""


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

    async def draai(self, slaap: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Works until it is cancelled."""
        pauze = self._rust
        while True:
            try:
                while await self.ronde():
                    pauze = self._rust
            except (OntvangerWeg, DatabankFout) as fout:
                _log.warning("ontvanger van telemetrie weg", fout=type(fout).__name__)
                pauze = min(pauze * 2, _LANGSTE_PAUZE)
            except Exception:  # noqa: BLE001 - one bad portion may not end the export for good
                _log.exception("uitvoer van telemetrie mislukt")
                pauze = _LANGSTE_PAUZE
            await slaap(pauze)

    async def ronde(self) -> int:
        """One portion of each kind; how many records went. Raises ``OntvangerWeg``."""
        totaal = 0
        for volgende in (self._verwerkingen, self._beslissingen):
            lading = await asyncio.to_thread(volgende)
            if lading is not None:
                geweigerd, melding = await self._stuur(lading)
                await asyncio.to_thread(self._bevestig, lading, geweigerd, melding)
                totaal += lading.aantal
        return totaal

    async def _stuur(self, lading: _Lading) -> tuple[int, str | None]:
        """How many the receiver refused for good, and why."""
        try:
            antwoord = await self._client.post(
                f"{self._url}{lading.pad}", content=lading.body, headers={"Content-Type": _SOORT}
            )
        except httpx.TransportError as fout:
            raise OntvangerWeg(type(fout).__name__) from fout
        if antwoord.status_code in _OPNIEUW:
            raise OntvangerWeg(str(antwoord.status_code))
        if antwoord.status_code != 200:
            return lading.aantal, f"status {antwoord.status_code}"
        return _gedeeltelijk(lading, antwoord.content)

    def _verwerkingen(self) -> _Lading | None:
        with transactie_zonder_orm(lezend(self._log.engine)) as verbinding:
            na = opslag.uitvoerstand(verbinding, opslag.VERWERKING)
            regels = opslag.lees_verwerkingen(verbinding, na=na, limiet=PORTIE)
        if not regels:
            return None
        vraag = otlp.als_spans((een for _, een in regels), self._van)
        return _Lading(
            opslag.VERWERKING, "/v1/traces", vraag.SerializeToString(), regels[-1][0],
            len(regels), ExportTraceServiceResponse, "rejected_spans",
        )  # fmt: skip

    def _beslissingen(self) -> _Lading | None:
        with transactie_zonder_orm(lezend(self._log.engine)) as verbinding:
            na = opslag.uitvoerstand(verbinding, opslag.BESLISSING)
            regels = opslag.lees_beslissingen(verbinding, na=na, limiet=PORTIE)
        if not regels:
            return None
        vraag = otlp.als_logregels(regels, self._van)
        return _Lading(
            opslag.BESLISSING, "/v1/logs", vraag.SerializeToString(), int(regels[-1]["nummer"]),
            len(regels), ExportLogsServiceResponse, "rejected_log_records",
        )  # fmt: skip

    def _bevestig(self, lading: _Lading, geweigerd: int, melding: str | None) -> None:
        if geweigerd:
            _log.error("ontvanger van telemetrie weigert regels", aantal=geweigerd)
        with transactie_zonder_orm(self._log.engine) as verbinding:
            opslag.zet_uitvoerstand(verbinding, lading.soort, lading.tot, geweigerd, melding)


def _gedeeltelijk(lading: _Lading, body: bytes) -> tuple[int, str | None]:
    """The refusals in a 200; an answer that cannot be read is no confirmation."""
    antwoord = lading.antwoord()
    try:
        antwoord.ParseFromString(body)
    except DecodeError as fout:
        raise OntvangerWeg("antwoord is geen OTLP") from fout
    deel = antwoord.partial_success
    return int(getattr(deel, lading.geweigerd)), deel.error_message or None
