"""The outermost layer of every app: what holds for each request and each response.

One pure ASGI layer does it all, because every layer costs on the path of each message:

1. trace context and request id, into the log lines and the response;
2. one host, and one line for each header that is a list (`koppen.py`);
3. HEAD is a GET whose content stays here (RFC 9110, 9.3.2);
4. CORS: everybody for the API description, an allow-list for the rest;
5. the body limit, announced or counted while it streams (413);
6. version and security headers on every response, errors included (normen: ADR);
7. every exception that got this far becomes a problem; what has no row is a bare 500;
8. a long answer goes out in parts, so that a client that does not read it is noticed;
9. one access line, without anything the caller wrote.

How many requests at a time is for who knows whose they are and whether they are in: `toelating.py`.
"""

import time
from dataclasses import replace
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.limieten import Limieten
from shared.web.logregels import beschrijf
from shared.web.problemen import INTERN, Probleem, Probleemantwoord, ProbleemFout, probleem_van
from shared.web.spoor import (
    huidig_spoor,
    lees_spoor_van,
    lees_verzoek_id,
    verzoek_id_in_log,
)
from shared.web.verzoek.koppen import een_regel_per_lijst, eis_host, waarden

BESCHRIJVING = "/v1/openapi.json"

VEILIGE_KOPPEN: tuple[tuple[bytes, bytes], ...] = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)

_STUK = 64 * 1024
_METHODEN = b"GET, HEAD, POST, PUT, PATCH, DELETE"
_VRAAGKOPPEN = (
    b"Authorization, Autorisatie, Content-Type, If-Match, If-None-Match, traceparent, tracestate, "
    b"X-Request-ID"
)
_LEESBAAR = b"API-Version, ETag, Link, Location, Retry-After, traceparent, X-Request-ID"


class Doorgang:
    """See the module. `versie` is the API's full SemVer version."""

    def __init__(
        self, app: ASGIApp, *, versie: str, limieten: Limieten, oorsprongen: tuple[str, ...] = ()
    ) -> None:
        self.app = app
        self.limieten = limieten
        self.oorsprongen = frozenset(o.encode("ascii") for o in oorsprongen)
        self.vast = [(b"api-version", versie.encode("ascii")), *VEILIGE_KOPPEN]
        self.logger = structlog.get_logger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        verzoek = _Verzoek(self, scope, receive, send)
        try:
            await verzoek.handel_af()
        finally:
            verzoek.meld()


class _Verzoek:
    """One request on its way through."""

    __slots__ = (
        "begin", "deur", "koppen", "methode", "ontvangen", "receive", "scope", "send", "status",
    )  # fmt: skip

    def __init__(self, deur: Doorgang, scope: Scope, receive: Receive, send: Send) -> None:
        self.deur = deur
        self.scope = scope
        self.receive = receive
        self.send = send
        self.begin = time.perf_counter()
        self.methode: str = scope["method"]
        self.ontvangen = 0
        self.status = 0
        self.koppen: list[tuple[bytes, bytes]] = []

    async def handel_af(self) -> None:
        self._begin_spoor()
        try:
            self._lees_koppen()
            ingekomen: dict[bytes, bytes] = dict(self.scope["headers"])
            oorsprong = ingekomen.get(b"origin")
            self.koppen += self._cors(oorsprong)
            if oorsprong is not None and b"access-control-request-method" in ingekomen:
                await self._voorvraag()
                return
            self._aangekondigd(ingekomen.get(b"content-length"))
            await self.deur.app(self.scope, self._ontvang, self._zend)
        except Exception as fout:  # noqa: BLE001 — hier en alleen hier eindigt elke fout
            await self._beantwoord(fout)

    def _begin_spoor(self) -> None:
        koppen = self.scope["headers"]
        spoor = lees_spoor_van(waarden(koppen, b"traceparent"), waarden(koppen, b"tracestate"))
        verzoek_id = lees_verzoek_id(next(iter(waarden(koppen, b"x-request-id")), None), spoor)
        huidig_spoor.set(spoor)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(
            traceId=spoor.trace_id,
            spanId=spoor.span_id,
            verzoekId=verzoek_id_in_log(verzoek_id, spoor),
        )
        self.koppen.append((b"traceparent", spoor.traceparent.encode("ascii")))
        self.koppen.append((b"x-request-id", verzoek_id))

    def _lees_koppen(self) -> None:
        """The request as the rest of the app sees it. The server keeps its own: it is a copy."""
        eis_host(self.scope["headers"], self.scope.get("http_version", "1.1"))
        koppen = een_regel_per_lijst(self.scope["headers"])
        methode = "GET" if self.methode == "HEAD" else self.methode
        if koppen is not self.scope["headers"] or methode != self.methode:
            self.scope = {**self.scope, "headers": koppen, "method": methode}

    def _cors(self, oorsprong: bytes | None) -> list[tuple[bytes, bytes]]:
        if self.scope["path"] == BESCHRIJVING:
            return [(b"access-control-allow-origin", b"*")]
        if not self.deur.oorsprongen:
            return []
        koppen = [(b"vary", b"Origin")]
        if oorsprong in self.deur.oorsprongen:
            koppen.append((b"access-control-allow-origin", oorsprong))
            koppen.append((b"access-control-expose-headers", _LEESBAAR))
        return koppen

    async def _voorvraag(self) -> None:
        koppen = []
        if any(naam == b"access-control-allow-origin" for naam, _ in self.koppen):
            koppen = [
                (b"access-control-allow-methods", _METHODEN),
                (b"access-control-allow-headers", _VRAAGKOPPEN),
                (b"access-control-max-age", b"600"),
            ]
        await self._zend({"type": "http.response.start", "status": 204, "headers": koppen})
        await self._zend({"type": "http.response.body", "body": b""})

    def _aangekondigd(self, lengte: bytes | None) -> None:
        if lengte is None:
            return
        if not lengte.isdigit():
            raise ProbleemFout(400, "De kop Content-Length is geen getal.")
        if int(lengte) > self.deur.limieten.max_body_bytes:
            raise self._te_groot()

    def _te_groot(self) -> ProbleemFout:
        # De rest van de body lezen we niet meer; dan kan de verbinding niet blijven.
        return ProbleemFout(
            413,
            f"De inhoud mag hoogstens {self.deur.limieten.max_body_bytes} bytes zijn.",
            koppen={"Connection": "close"},
        )

    def _opnieuw(self) -> dict[str, str]:
        return {"Retry-After": str(self.deur.limieten.opnieuw_na_seconden)}

    async def _ontvang(self) -> Message:
        bericht = await self.receive()
        if bericht["type"] == "http.request":
            self.ontvangen += len(bericht.get("body", b""))
            if self.ontvangen > self.deur.limieten.max_body_bytes:
                raise self._te_groot()
        return bericht

    async def _zend(self, bericht: Message) -> None:
        if bericht["type"] == "http.response.start":
            self.status = bericht["status"]
            eigen = list(bericht.get("headers", ()))
            vast = self.deur.vast
            if any(naam == b"cache-control" for naam, _ in eigen):
                # Alleen wie zelf zegt hoe lang iets houdbaar is (een tegel van het log) wijkt af.
                vast = [kop for kop in vast if kop[0] != b"cache-control"]
            bericht = {**bericht, "headers": eigen + self.koppen + vast}
        elif self.methode == "HEAD" and bericht["type"] == "http.response.body":
            bericht = {**bericht, "body": b""}
        elif len(bericht.get("body", b"")) > _STUK:
            await self._zend_in_stukken(bericht)
            return
        await self.send(bericht)

    async def _zend_in_stukken(self, bericht: Message) -> None:
        """Of one long write the TLS layer takes all at once, read or not; of parts it does not."""
        inhoud, meer = memoryview(bericht["body"]), bericht.get("more_body", False)
        for begin in range(0, len(inhoud), _STUK):
            stuk = bytes(inhoud[begin : begin + _STUK])
            nog = meer or begin + _STUK < len(inhoud)
            await self.send({**bericht, "body": stuk, "more_body": nog})

    async def _beantwoord(self, fout: Exception) -> None:
        probleem = probleem_van(fout)
        if probleem is None or self.status:
            self.deur.logger.error("onverwachte fout", **beschrijf(type(fout), fout.__traceback__))
            probleem = probleem or INTERN
        if self.status:
            # Het antwoord is al begonnen: alleen een verbroken verbinding zegt dat het niet klopt.
            raise fout
        await self._stuur(probleem)

    async def _stuur(self, probleem: Probleem) -> None:
        koppen = dict(probleem.koppen)
        if probleem.status in (429, 503):
            koppen.setdefault("Retry-After", self._opnieuw()["Retry-After"])
        if probleem.status == 401:
            koppen.setdefault("WWW-Authenticate", "Bearer")
        antwoord = Probleemantwoord(replace(probleem, koppen=koppen))
        await antwoord(self.scope, self.receive, self._zend)

    def meld(self) -> None:
        """The access line: method, route template, status, time; nothing the caller wrote."""
        extra: dict[str, Any] = {}
        oin = self.scope.get("state", {}).get("oin")
        if oin is not None:
            extra["oin"] = oin
        self.deur.logger.info(
            "verzoek",
            methode=self.methode,
            pad=_sjabloon(self.scope),
            status=self.status,
            duurMs=round((time.perf_counter() - self.begin) * 1000, 1),
            **extra,
        )


def _sjabloon(scope: Scope) -> str:
    route = scope.get("route")
    return str(getattr(route, "path_format", "(onbekend)"))
