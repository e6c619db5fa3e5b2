"""Who answers where we call: the other side of `identiteit.py`.

TLS says that a server's certificate chains to the bundle and carries the name that was called.
Here it is held against what its issuer took back (`intrekkingen.py`) and, for an address of
somebody we know, against the organisation and the transport certificate(s) registered there. That
is done once per connection, before a byte of a request goes over it, and again when a kept one is
used that was last looked at more than `HERCONTROLE_SECONDEN` ago: a revocation also ends what was
already open. So a request costs one comparison.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias
from weakref import WeakKeyDictionary

import aiohttp
import httpx
import structlog
from aiohttp.client_proto import ResponseHandler
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from cryptography import x509

from shared.bericht.sleutels.certificaten import Certificaat, CertificaatOngeldig
from shared.tijd.klok import nu_utc
from shared.web.aanmelding.intrekkingen import Intrekkingen, intrekkingen_van
from shared.web.instellingen.tabellen import Transport

HERCONTROLE_SECONDEN = 60.0
_HTTPS = 443

Adres: TypeAlias = tuple[str, int]
"""Host (lower case, ASCII) and port."""
Verwacht: TypeAlias = Mapping[str, frozenset[str]]
"""By OIN the x5t#S256 of each certificate it may show; none named: any of that organisation."""


class Gebelden(Protocol):
    """Who is expected where. Asked on every new connection, from the event loop: from memory."""

    def verwacht(self, adres: Adres) -> Verwacht | None:
        """Who may answer there; None for an address of nobody we know."""
        ...


@dataclass(frozen=True, slots=True)
class VasteGebelden:
    """What was known at start."""

    per_adres: Mapping[Adres, Verwacht]

    def verwacht(self, adres: Adres) -> Verwacht | None:
        """See `Gebelden`."""
        return self.per_adres.get(adres)


def adres_van(url: str) -> Adres:
    """Where an https address connects to."""
    gelezen = httpx.URL(url)
    return gelezen.raw_host.decode("ascii").lower(), gelezen.port or _HTTPS


def per_adres(
    rijen: list[tuple[str, str, frozenset[str]]],
) -> dict[Adres, dict[str, frozenset[str]]]:
    """From rows (url, OIN, x5t#S256's); more than one may live at an address."""
    gevonden: dict[Adres, dict[str, frozenset[str]]] = {}
    for url, oin, afdrukken in rijen:
        bij_adres = gevonden.setdefault(adres_van(url), {})
        bij_adres[oin] = bij_adres.get(oin, frozenset()) | afdrukken
    return gevonden


class AndereGebelde(CertificaatOngeldig):
    """Another organisation answers than the one that was called."""


class AnderCertificaat(CertificaatOngeldig):
    """The organisation shows a certificate that is not known of it here."""


@dataclass(frozen=True, slots=True)
class Gebeldencontrole:
    """What a server's certificate is held against."""

    intrekkingen: Intrekkingen | None
    gebelden: Gebelden | None

    def controleer(self, der: bytes, adres: Adres, nu: datetime) -> None:
        """Raise `CertificaatOngeldig` for a server that is not who it should be."""
        if self.intrekkingen is not None:
            gelezen = x509.load_der_x509_certificate(der)
            self.intrekkingen.controleer_x509(gelezen, f"de dienst op {adres[0]}", nu)
        verwacht = None if self.gebelden is None else self.gebelden.verwacht(adres)
        if verwacht is None:
            return
        certificaat = Certificaat.uit_der(der)
        bekend = verwacht.get(certificaat.oin)
        if bekend is None:
            raise AndereGebelde(
                f"Op {adres[0]}:{adres[1]} antwoordt {certificaat.organisatie} (OIN "
                f"{certificaat.oin}); daar hoort een ander."
            )
        if bekend and certificaat.x5t_s256 not in bekend:
            raise AnderCertificaat(
                f"Op {adres[0]}:{adres[1]} toont {certificaat.organisatie} een ander "
                "transportcertificaat dan hier van haar bekend is."
            )


def maak_controle(tls: Transport, gebelden: Gebelden | None, *, streng: bool) -> Gebeldencontrole:
    """With the CRLs of the settings; `streng` as for who calls us (production)."""
    return Gebeldencontrole(intrekkingen_van(tls, streng=streng), gebelden)


class Verbinder(aiohttp.TCPConnector):
    """Keeps connections, and gives only one whose other end has been looked at.

    `connect` raises aiohttp's own error for a certificate: nothing was sent.
    """

    def __init__(
        self,
        controle: Gebeldencontrole,
        context: ssl.SSLContext,
        *,
        hoogstens: int,
        rust_seconden: float,
        hercontrole_seconden: float,
    ) -> None:
        super().__init__(ssl=context, limit=hoogstens, keepalive_timeout=rust_seconden)
        self._controle = controle
        self._hercontrole = hercontrole_seconden
        self._bekeken: WeakKeyDictionary[ResponseHandler, float] = WeakKeyDictionary()
        self._open: dict[ResponseHandler, asyncio.Transport] = {}

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - zo heet het bij aiohttp
    ) -> Connection:
        """A connection of the pool or a new one; closed again when its other end does not hold."""
        verbinding = await super().connect(req, traces, timeout)
        if not req.connection_key.is_ssl:
            # Only for a receiver of messages on this machine itself: the settings refuse another.
            return verbinding
        lijn = verbinding.protocol
        nu = time.monotonic()
        bekeken = None if lijn is None else self._bekeken.get(lijn)
        if lijn is None or (bekeken is not None and nu < bekeken + self._hercontrole):
            return verbinding
        sleutel = req.connection_key
        adres = (sleutel.host.lower(), sleutel.port or _HTTPS)
        try:
            self._controle.controleer(_certificaat(lijn), adres, nu_utc())
        except CertificaatOngeldig as fout:
            await _breek(verbinding, lijn)
            structlog.get_logger().warning(
                "wie wij bellen is niet wie daar hoort",
                host=adres[0],
                poort=adres[1],
                fout=type(fout).__name__,
            )
            geweigerd = ssl.CertificateError(fout.melding)
            raise aiohttp.ClientConnectorCertificateError(sleutel, geweigerd) from fout
        if bekeken is None:
            self._onthoud(lijn)
        self._bekeken[lijn] = nu
        return verbinding

    async def close(self, *, abort_ssl: bool = False) -> None:
        """Every connection it made, also one that was given up halfway.

        That one is no longer in the pool and waits until the other end says goodbye too; when the
        loop ends before that, it would stay open until Python happens to look.
        """
        await super().close(abort_ssl=abort_ssl)
        for transport in list(self._open.values()):
            transport.abort()
        self._open.clear()

    def _onthoud(self, lijn: ResponseHandler) -> None:
        """Until the connection is really gone."""
        voorbij = lijn.closed
        if voorbij is None or lijn.transport is None:
            return
        self._open[lijn] = lijn.transport

        def weg(hoe: asyncio.Future[None]) -> None:
            self._open.pop(lijn, None)
            if not hoe.cancelled():
                hoe.exception()

        voorbij.add_done_callback(weg)


async def _breek(verbinding: Connection, lijn: ResponseHandler) -> None:
    """At once, without saying goodbye, and not left to whoever closes the client."""
    voorbij = lijn.closed
    lijn.abort()
    verbinding.close()
    if voorbij is not None:
        await asyncio.wait((voorbij,))


def _certificaat(lijn: ResponseHandler) -> bytes:
    transport = lijn.transport
    ssl_object = None if transport is None else transport.get_extra_info("ssl_object")
    der = None if ssl_object is None else ssl_object.getpeercert(binary_form=True)
    if der is None:
        raise CertificaatOngeldig("De dienst die wij bellen toonde geen certificaat.")
    return bytes(der)
