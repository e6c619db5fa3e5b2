"""Serving a portal: uvicorn over TLS. A browser is asked for no certificate."""

from __future__ import annotations

import signal
import ssl
from typing import NoReturn

import structlog
import uvicorn
from starlette.applications import Starlette

from shared.portaal.instellingen import Portaalinstellingen
from shared.web.instellingen.tls import PFS_SUITES
from shared.web.logregels import stel_logregels_in
from shared.web.proces.server import uvicornconfig, verruim_descriptoren


def _context(instellingen: Portaalinstellingen) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.set_ciphers(PFS_SUITES)
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(instellingen.tls.certificaat, instellingen.tls.sleutel)
    return context


def bedien(app: Starlette, instellingen: Portaalinstellingen) -> None:
    """Run the portal until SIGTERM or SIGINT."""
    stel_logregels_in(instellingen.onderdeel)
    verruim_descriptoren()
    structlog.get_logger().info(
        "gestart",
        host=instellingen.server.host,
        poort=instellingen.server.poort,
        omgeving=instellingen.omgeving,
    )
    for teken in (signal.SIGTERM, signal.SIGINT):
        signal.signal(teken, _klaar)
    waar = (instellingen.server.host, instellingen.server.poort)
    config = uvicornconfig(app, waar, instellingen.limieten, _context(instellingen))
    try:
        uvicorn.Server(config).run()
    finally:
        structlog.get_logger().info("gestopt")


def _klaar(_teken: int, _plek: object) -> NoReturn:
    raise SystemExit(0)
