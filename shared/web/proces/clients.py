"""Calls to another deployable: one long-lived client per peer, over mTLS.

The aiohttp transport is used because it was measured to relay four times as many requests per
core as httpx's own. Its mapping of errors is coarse: a connection that breaks while a request is
under way comes out as `httpx.ConnectTimeout`. So treat EVERY `httpx.TransportError` as "unknown
whether it arrived"; idempotency (message id and digest) makes sending again safe.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from shared.web.aanmelding.gebelden import HERCONTROLE_SECONDEN, Gebelden, Verbinder, maak_controle
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.tls import clientcontext
from shared.web.spoor import huidig_spoor


class AntwoordTeGroot(httpx.TransportError):
    """The peer's answer is larger than `max_antwoord_bytes`; the rest was not read."""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A peer's whole answer, within bounds."""

    status: int
    koppen: httpx.Headers
    inhoud: bytes


def maak_client(
    instellingen: Instellingen,
    basis_url: str = "",
    *,
    gebelden: Gebelden | None = None,
    hercontrole_seconden: float = HERCONTROLE_SECONDEN,
) -> httpx.AsyncClient:
    """A client for one peer at `basis_url` (https), or for whole https addresses without it.

    Our transport certificate, only the trust bundle, the peer's name checked; no redirects, no
    proxies or netrc from the environment, no cookies. Whoever answers is held against the CRLs of
    the settings and against `gebelden` (`gebelden.py`). Make it once and close it with
    `await client.aclose()`; it belongs to the event loop it is first used in.
    """
    if basis_url and not basis_url.startswith("https://"):
        raise ValueError("een ander onderdeel is alleen bereikbaar over https")
    limieten = instellingen.limieten
    context = clientcontext(instellingen)
    sessie = sessiemaker(
        instellingen, context, gebelden=gebelden, hercontrole_seconden=hercontrole_seconden
    )
    return httpx.AsyncClient(
        base_url=basis_url,
        transport=AiohttpTransport(verify=context, trust_env=False, client=sessie),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(
            limieten.client_antwoord_seconden,
            connect=limieten.client_verbinden_seconden,
            pool=limieten.client_antwoord_seconden,
        ),
        headers={"Accept": "application/json, application/problem+json"},
    )


def sessiemaker(
    instellingen: Instellingen,
    context: ssl.SSLContext,
    *,
    gebelden: Gebelden | None,
    hercontrole_seconden: float = HERCONTROLE_SECONDEN,
) -> Callable[[], aiohttp.ClientSession]:
    """What opens a session in the running loop: all that `maak_client` says of a connection.

    For the one call that every message makes; half of what a call costs is what lies between the
    client above and this.
    """
    limieten = instellingen.limieten
    controle = maak_controle(instellingen.tls, gebelden, streng=instellingen.productie)

    def sessie() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=Verbinder(
                controle,
                context,
                hoogstens=limieten.client_verbindingen,
                rust_seconden=limieten.client_rust_seconden,
                hercontrole_seconden=hercontrole_seconden,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(
                total=None,
                connect=limieten.client_antwoord_seconden,
                sock_connect=limieten.client_verbinden_seconden,
                sock_read=limieten.client_antwoord_seconden,
            ),
        )

    return sessie


async def vraag(
    client: httpx.AsyncClient,
    methode: str,
    pad: str,
    *,
    max_bytes: int,
    inhoud: bytes | None = None,
    koppen: dict[str, str] | None = None,
    kap_af: bool = False,
) -> Antwoord:
    """One call, its answer read whole but never beyond `max_bytes` (`AntwoordTeGroot`).

    Passes the current trace on. A body is sent as `application/json` unless `koppen` says
    otherwise. Raises `httpx.TransportError` when there is no whole answer. `kap_af`: for whom the
    status says it all; what is beyond `max_bytes` stays unread, and what was said still counts.
    """
    # De inhoud wordt gelezen zoals zij over de lijn komt.
    alle = {"Accept-Encoding": "identity"} | (koppen or {})
    spoor = huidig_spoor.get()
    if spoor is not None and alle.get("traceparent", spoor.traceparent) == spoor.traceparent:
        alle |= spoor.koppen()
    if inhoud is not None:
        alle.setdefault("Content-Type", "application/json")
    gelezen = bytearray()
    async with client.stream(methode, pad, content=inhoud, headers=alle) as antwoord:
        async for stuk in antwoord.aiter_raw():
            gelezen += stuk
            if len(gelezen) > max_bytes:
                if kap_af:
                    break
                raise AntwoordTeGroot(f"het antwoord is groter dan {max_bytes} bytes")
    return Antwoord(antwoord.status_code, antwoord.headers, bytes(gelezen[:max_bytes]))
