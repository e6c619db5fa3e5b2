"""A uvicorn HTTP protocol that shows the application the client's certificate.

uvicorn fills no ASGI TLS extension, puts no bound on headers, on how long a client may take to send
or to read, or on how many do neither (`verbindingen.py`), leaves white space behind a header's
value, and takes a trailer for a header. This class adds these and nothing else; parsing and flow
control stay uvicorn's.
"""

import asyncio
import json
import ssl
from hashlib import sha256
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from shared.web.aanmelding.aanroeper import adres_van
from shared.web.limieten import Limieten
from shared.web.problemen import PROBLEEM_TYPE, Probleem
from shared.web.proces.schrijver import SamenSchrijver
from shared.web.proces.verbindingen import Verbindingen

_TLS_VERSIES = {"TLSv1.2": 0x0303, "TLSv1.3": 0x0304}


def tls_extensie(verbinding: ssl.SSLObject) -> dict[str, Any]:
    """The ASGI TLS extension (0.2) for one connection's SSL object.

    Python gives the peer's own certificate only; the chain above it is not on offer.
    """
    der = verbinding.getpeercert(binary_form=True)
    keten = () if der is None else (ssl.DER_cert_to_PEM_cert(der),)
    return {
        "server_cert": None,
        "client_cert_chain": keten,
        "client_cert_name": None,
        "client_cert_error": None,
        "tls_version": _TLS_VERSIES.get(verbinding.version() or ""),
        "cipher_suite": None,
    }


def protocolklasse(limieten: Limieten) -> type[HttpToolsProtocol]:
    """The protocol class for a server with these limits (uvicorn itself makes the instances)."""

    class Protocol(DriehoekProtocol):
        grenzen = limieten
        alle = Verbindingen(limieten)

    return Protocol


class DriehoekProtocol(HttpToolsProtocol):
    """See the module."""

    grenzen: Limieten
    alle: Verbindingen

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Read the certificate once per connection and start the clock."""
        super().connection_made(SamenSchrijver(transport, self.loop.call_soon))
        verbinding = transport.get_extra_info("ssl_object")
        self.extensies = {} if verbinding is None else {"tls": tls_extensie(verbinding)}
        der = None if verbinding is None else verbinding.getpeercert(binary_form=True)
        self.met_certificaat = der is not None
        adres = self.client[0] if self.client else ""
        self.houder = sha256(der).hexdigest() if der else adres_van(adres)
        self.koppen_bytes = 0
        self.koppen_compleet = False
        self.wekker: asyncio.TimerHandle | None = None
        self.leeswekker: asyncio.TimerHandle | None = None
        self._zet_wekker()
        self._wacht()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks with the connection."""
        self._stop_wekker()
        self._stop_leeswekker()
        self.alle.werkt(self.houder, self)
        super().connection_lost(exc)

    def verbreek(self) -> None:
        """Let go of a client that does nothing."""
        self.transport.abort()

    def on_message_begin(self) -> None:
        """Give the request its TLS extension; the client has to finish it in time."""
        super().on_message_begin()
        self.koppen_bytes = 0
        self.koppen_compleet = False
        self._zet_wekker()
        cast(dict[str, Any], self.scope)["extensions"] = self.extensies

    def on_url(self, url: bytes) -> None:
        """Count the request line."""
        self._tel(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header, and take its value without the white space around it.

        A trailer is counted and left: the app has the headers already, and who calls is asked once.
        """
        self._tel(len(name) + len(value) + 4)
        if self.koppen_compleet:
            return
        # De parser laat witruimte achter een waarde staan; zij hoort er niet bij (RFC 9110, 5.5).
        super().on_header(name, value.strip(b" \t"))

    def on_headers_complete(self) -> None:
        """What comes after this is content and trailers."""
        self.koppen_compleet = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is in; from here the time is ours."""
        self._stop_wekker()
        if self.cycle.response_complete:
            # Er was al geantwoord voordat alles binnen was (401, 413): hier is niets meer te doen.
            self._wacht()
        else:
            self.alle.werkt(self.houder, self)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Nothing is being done here any more, unless the next request is in already.

        Who has his answer before his request was in keeps the place he had.
        """
        binnen = not self.cycle.more_body
        super().on_response_complete()
        if binnen == self.cycle.response_complete:
            self._wacht()

    def pause_writing(self) -> None:
        """The client does not read: it has some time, and makes way for others."""
        super().pause_writing()
        self._stop_leeswekker()
        self.leeswekker = self.loop.call_later(self.grenzen.antwoord_tijd_seconden, self._te_laat)
        self._wacht()

    def resume_writing(self) -> None:
        """The client reads again."""
        super().resume_writing()
        self._stop_leeswekker()
        if self.cycle is not None and not self.cycle.response_complete:
            self.alle.werkt(self.houder, self)

    def send_400_response(self, msg: str) -> None:
        """What is not HTTP gets a problem too, and the connection closes."""
        del msg
        self._weiger(Probleem(status=400, detail="Dit is geen leesbaar HTTP-verzoek."))

    def _tel(self, bytes_: int) -> None:
        self.koppen_bytes += bytes_
        if self.koppen_bytes > self.grenzen.max_koppen_bytes:
            # Een fout in een callback stopt de parser; data_received roept send_400_response aan.
            self._weiger(Probleem(status=431))
            raise ValueError("koppen te groot")

    def _weiger(self, probleem: Probleem) -> None:
        if self.transport.is_closing():
            return
        inhoud = json.dumps(probleem.als_dict(), ensure_ascii=False).encode()
        regels = [
            f"HTTP/1.1 {probleem.status} Geweigerd".encode(),
            b"content-type: " + PROBLEEM_TYPE.encode(),
            b"content-length: " + str(len(inhoud)).encode(),
            b"cache-control: no-store",
            b"connection: close",
        ]
        self.transport.write(b"\r\n".join(regels) + b"\r\n\r\n" + inhoud)
        self.transport.close()

    def _zet_wekker(self) -> None:
        self._stop_wekker()
        self.wekker = self.loop.call_later(self.grenzen.verzoek_tijd_seconden, self._te_laat)

    def _stop_wekker(self) -> None:
        if self.wekker is not None:
            self.wekker.cancel()
            self.wekker = None

    def _stop_leeswekker(self) -> None:
        if self.leeswekker is not None:
            self.leeswekker.cancel()
            self.leeswekker = None

    def _wacht(self) -> None:
        self.alle.wacht(self.houder, self, met_certificaat=self.met_certificaat)

    def _te_laat(self) -> None:
        self.transport.abort()
