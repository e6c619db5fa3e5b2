"""Een OTLP-ontvanger als eigen proces: neemt protobuf over HTTP aan en schrijft op wat hij kreeg.

    python ontvanger.py POORT MAP

`MAP/stemming` zegt hoe hij antwoordt, op elk moment te veranderen: `goed`, `bezet` (503),
`gedeeltelijk` (weigert de eerste van elke lading) of `sterf` (leest de vraag, schrijft op wat hij
kreeg en sterft dan zonder te antwoorden). Wat hij aannam staat regel voor regel in `MAP/gekregen`.
"""

from __future__ import annotations

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import (
    ExportLogsServiceRequest,
    ExportLogsServiceResponse,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)


class Ontvanger(BaseHTTPRequestHandler):
    map: Path

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        stemming = (self.map / "stemming").read_text(encoding="utf-8")
        if self.headers["Content-Type"] != "application/x-protobuf":
            self._antwoord(415, b"")
            return
        if stemming == "bezet":
            self._antwoord(503, b"")
            return
        regels, antwoord = _lees(self.path, body, weiger=stemming == "gedeeltelijk")
        with (self.map / "gekregen").open("a", encoding="utf-8") as uit:
            uit.writelines(json.dumps(regel) + "\n" for regel in regels)
        if stemming == "sterf":
            os._exit(1)
        self._antwoord(200, antwoord)

    def _antwoord(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stil: de test leest het bestand."""


def _lees(pad: str, body: bytes, *, weiger: bool) -> tuple[list[dict[str, Any]], bytes]:
    if pad == "/v1/traces":
        vraag = ExportTraceServiceRequest.FromString(body)
        spans = [s for r in vraag.resource_spans for deel in r.scope_spans for s in deel.spans]
        goed = spans[1:] if weiger else spans
        antwoord = ExportTraceServiceResponse()
        antwoord.partial_success.rejected_spans = len(spans) - len(goed)
        if weiger:
            antwoord.partial_success.error_message = "te oud"
        return [
            {
                "soort": "span",
                "trace": s.trace_id.hex(),
                "span": s.span_id.hex(),
                "naam": s.name,
                "attributen": {a.key: a.value.string_value for a in s.attributes},
            }
            for s in goed
        ], antwoord.SerializeToString()
    vraag_log = ExportLogsServiceRequest.FromString(body)
    regels = [r for b in vraag_log.resource_logs for deel in b.scope_logs for r in deel.log_records]
    goed_log = regels[1:] if weiger else regels
    antwoord_log = ExportLogsServiceResponse()
    antwoord_log.partial_success.rejected_log_records = len(regels) - len(goed_log)
    return [
        {
            "soort": "besluit",
            "trace": r.trace_id.hex(),
            "span": r.span_id.hex(),
            "naam": r.event_name,
            "attributen": {a.key: a.value.string_value for a in r.attributes},
            "inhoud": json.loads(r.body.string_value),
        }
        for r in goed_log
    ], antwoord_log.SerializeToString()


if __name__ == "__main__":
    Ontvanger.map = Path(sys.argv[2])
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Ontvanger).serve_forever()
