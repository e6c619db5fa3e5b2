"""Een echte SMTP-server en een echte webhook op deze machine, die kunnen weigeren en wegvallen."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Postvak:
    """Wat er aan mail aankwam; `weigert` antwoordt met een tijdelijke fout.

    `per_adres`: wat de server over een adres zegt; `geen_afscheid`: hij weigert het QUIT.
    """

    brieven: list[EmailMessage] = field(default_factory=list)
    weigert: bool = False
    per_adres: dict[str, str] = field(default_factory=dict)
    geen_afscheid: bool = False
    gevraagd: list[str] = field(default_factory=list)
    poort: int = 0

    async def handle_RCPT(  # noqa: N802 - zo roept aiosmtpd haar aan
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],  # noqa: ARG002
    ) -> str:
        self.gevraagd.append(address)
        if address in self.per_adres:
            return self.per_adres[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_QUIT(  # noqa: N802 - zo roept aiosmtpd haar aan
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,  # noqa: ARG002
    ) -> str:
        return "500 Blijf nog even" if self.geen_afscheid else "221 Dag"

    async def handle_DATA(  # noqa: N802 - zo roept aiosmtpd haar aan
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        if self.weigert:
            return "451 Nu even niet"
        inhoud = envelope.content
        assert isinstance(inhoud, bytes)
        brief = message_from_bytes(inhoud, policy=policy.default)
        assert isinstance(brief, EmailMessage)
        self.brieven.append(brief)
        return "250 OK"


@contextmanager
def draaiend_postvak(**opties: Any) -> Iterator[Postvak]:
    """Een SMTP-server op een vrije poort van deze machine."""
    vak = Postvak()
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        vak.poort = vrij.getsockname()[1]
    server = Controller(vak, hostname="127.0.0.1", port=vak.poort, **opties)
    server.start()
    try:
        yield vak
    finally:
        server.stop()


@dataclass
class Haak:
    """Wat er op een webhook aankwam. `antwoorden`: wat eerst wordt geantwoord; 0 hangt op.

    `zegt`: wat er in elk antwoord staat; `later`: de kop Retry-After bij een nee.
    """

    ontvangen: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    antwoorden: list[int] = field(default_factory=list)
    zegt: bytes = b""
    later: str = ""
    kwam: threading.Event = field(default_factory=threading.Event)
    url: str = ""


@contextmanager
def draaiende_haak() -> Iterator[Haak]:
    """Een HTTP-server op een vrije poort van deze machine."""
    haak = Haak()

    class Afhandeling(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = haak.antwoorden.pop(0) if haak.antwoorden else 204
            if 200 <= status < 300:
                haak.ontvangen.append(({k.lower(): w for k, w in self.headers.items()}, body))
                haak.kwam.set()
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            if haak.later and status >= 300:
                self.send_header("Retry-After", haak.later)
            inhoud = b"" if status == 204 else haak.zegt
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(inhoud)

        def log_message(self, *_: object) -> None:
            """Niets op het scherm."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Afhandeling)
    haak.url = f"http://127.0.0.1:{server.server_port}/meldingen"
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    try:
        yield haak
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
