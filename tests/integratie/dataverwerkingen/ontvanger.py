"""Een OTLP-ontvanger als eigen proces: neemt protobuf over HTTP aan en schrijft op wat hij kreeg.

    python ontvanger.py POORT MAP

`MAP/stemming` zegt hoe hij antwoordt, op elk moment te veranderen: `goed`, `bezet` (503),
`gedeeltelijk` (weigert de eerste van elke lading), `sterf` (leest de vraag, schrijft op wat hij
kreeg en sterft dan zonder te antwoorden), `kaal 202` (neemt aan en antwoordt zo, zonder OTLP),
`status 401 Retry-After…` (weigert alles zo, met die kop), `hoogstens 3` (meer regels zijn een 413),
`kent x niet` (een lading met een regel die zo heet is een 400) of `alleen /v1/logs` (de rest is een
404). Wat hij aannam staat regel voor regel in `MAP/gekregen`.
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
        regels, antwoord = _lees(self.path, body, weiger=stemming == "gedeeltelijk")
        nee = _nee(stemming, self.path, regels)
        if nee is not None:
            self._antwoord(nee[0], b"", nee[1])
            return
        with (self.map / "gekregen").open("a", encoding="utf-8") as uit:
            uit.writelines(json.dumps(regel) + "\n" for regel in regels)
        if stemming == "sterf":
            os._exit(1)
        if stemming.startswith("kaal "):
            self._kaal(int(stemming.split()[1]))
            return
        self._antwoord(200, antwoord)

    def _kaal(self, status: int) -> None:
        tekst = b"" if status == 204 else b"Aangenomen, dank u. " * 20_000
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        if status != 204:
            self.send_header("Content-Length", str(len(tekst)))
        self.end_headers()
        self.wfile.write(tekst)

    def _antwoord(self, status: int, body: bytes, geduld: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/x-protobuf")
        if geduld:
            self.send_header("Retry-After", geduld)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stil: de test leest het bestand."""


def _nee(stemming: str, pad: str, regels: list[dict[str, Any]]) -> tuple[int, str] | None:
    """Waarmee hij weigert, en wat hij dan over later zegt."""
    woord, _, rest = stemming.partition(" ")
    if woord == "bezet":
        return 503, ""
    if woord == "status":
        status, _, geduld = rest.partition(" ")
        return int(status), geduld
    if woord == "hoogstens" and len(regels) > int(rest):
        return 413, ""
    if woord == "kent" and any(regel["naam"] == rest.split()[0] for regel in regels):
        return 400, ""
    return (404, "") if woord == "alleen" and pad != rest else None


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
