"""Records as OpenTelemetry messages: processing as spans, decisions as log records. Pure.

The names and ids are those of the standards, so that a receiver of telemetry shows what the store
holds. Span ids make a record recognisable: one that arrives twice is the same record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope, KeyValue
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord, ResourceLogs, ScopeLogs
from opentelemetry.proto.resource.v1.resource_pb2 import Resource
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span, Status

from shared.dataverwerkingen.regels import GEBEURTENIS, Verwerking
from shared.dataverwerkingen.regels import Status as Regelstatus

_NS_PER_MS: Final = 1_000_000
_STATUS: Final = {
    Regelstatus.UNSET: Status.STATUS_CODE_UNSET,
    Regelstatus.OK: Status.STATUS_CODE_OK,
    Regelstatus.ERROR: Status.STATUS_CODE_ERROR,
}
_SCOPE: Final = InstrumentationScope(name="driehoek.dataverwerkingen")


def bron(onderdeel: str, versie: str) -> Resource:
    """Who these records are from."""
    return Resource(attributes=_attributen({"service.name": onderdeel, "service.version": versie}))


def als_spans(verwerkingen: Iterable[Verwerking], van: Resource) -> ExportTraceServiceRequest:
    """The body of a request to the receiver's traces."""
    spans = [
        Span(
            trace_id=bytes.fromhex(een.trace_id),
            span_id=bytes.fromhex(een.span_id),
            parent_span_id=bytes.fromhex(een.ouder_id or ""),
            name=een.naam,
            kind=Span.SPAN_KIND_INTERNAL,
            start_time_unix_nano=een.begin_ms * _NS_PER_MS,
            end_time_unix_nano=een.einde_ms * _NS_PER_MS,
            attributes=_attributen(een.attributen()),
            status=Status(code=_STATUS[een.status]),
        )
        for een in verwerkingen
    ]
    deel = ScopeSpans(scope=_SCOPE, spans=spans)
    return ExportTraceServiceRequest(
        resource_spans=[ResourceSpans(resource=van, scope_spans=[deel])]
    )


def als_logregels(
    beslissingen: Sequence[Mapping[str, Any]], van: Resource
) -> ExportLogsServiceRequest:
    """The body of a request to the receiver's logs, from decisions as stored."""
    regels = [
        LogRecord(
            time_unix_nano=een["tijdstip_ms"] * _NS_PER_MS,
            observed_time_unix_nano=een["tijdstip_ms"] * _NS_PER_MS,
            event_name=GEBEURTENIS,
            trace_id=bytes.fromhex(een["trace_id"]),
            span_id=bytes.fromhex(een["span_id"]),
            body=_tekst(json.dumps(een["inhoud"], ensure_ascii=False, sort_keys=True)),
            attributes=_attributen(
                {**een["attributen"], "status": een["status"], **_ouder(een["ouder_id"])}
            ),
        )
        for een in beslissingen
    ]
    deel = ScopeLogs(scope=_SCOPE, log_records=regels)
    return ExportLogsServiceRequest(resource_logs=[ResourceLogs(resource=van, scope_logs=[deel])])


def _ouder(ouder_id: str | None) -> dict[str, str]:
    return {} if ouder_id is None else {"parent_span_id": ouder_id}


def _attributen(namen: Mapping[str, str]) -> list[KeyValue]:
    return [KeyValue(key=naam, value=_tekst(waarde)) for naam, waarde in namen.items()]


def _tekst(waarde: str) -> AnyValue:
    return AnyValue(string_value=waarde)
