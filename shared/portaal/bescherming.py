"""What every answer carries and every form must have, the same on every page of every portal."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

MAX_FORMULIER = 1024 * 1024
"""The largest form of ours with every text as long as it may be, however its letters are sent."""
MAX_OPEN_FORMULIER = 48 * 1024
"""Of who has no account: one text of the longest there may be, however its letters are sent."""
MAX_VELDEN = 2_000
MEEST_WEGGEGOOID = 64 * 1024 * 1024
"""A browser reads an answer only when it has sent everything: of who is logged in so much is read
and thrown away, so that he sees a sentence instead of a lost connection."""
CSRF_VELD = "_csrf"


class FormulierGeweigerd(Exception):
    """This form does not come from our own page, or is too large."""


class FormulierTeGroot(FormulierGeweigerd):
    """More than any form of ours holds."""


def nieuwe_nonce() -> str:
    """For the scripts of one page."""
    return secrets.token_urlsafe(18)


def csp(nonce: str) -> str:
    """What the browser may do on a page: our own scripts by nonce, our own files, nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types htmx",
            "report-uri /csp",
        )
    )


def zet_koppen(antwoord: Response, nonce: str, *, bewaarbaar: bool = False) -> Response:
    """The headers of every answer; only files that everybody may have are kept by a browser."""
    koppen = antwoord.headers
    koppen["Content-Security-Policy"] = csp(nonce)
    koppen["X-Content-Type-Options"] = "nosniff"
    koppen["X-Frame-Options"] = "DENY"
    koppen["Referrer-Policy"] = "no-referrer"
    koppen["Cross-Origin-Opener-Policy"] = "same-origin"
    koppen["Cross-Origin-Resource-Policy"] = "same-origin"
    koppen["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    koppen["Strict-Transport-Security"] = "max-age=31536000"
    koppen["Cache-Control"] = "public, max-age=3600" if bewaarbaar else "no-store"
    return antwoord


async def lees_formulier(request: Request, csrf: str) -> Mapping[str, list[str]]:
    """The fields of a form of ours. Faults: `FormulierGeweigerd`."""
    eis_eigen_pagina(request)
    velden = _velden(await lees_inhoud(request, MAX_FORMULIER, weggooien=MEEST_WEGGEGOOID))
    if not secrets.compare_digest(velden.get(CSRF_VELD, [""])[0].encode(), csrf.encode()):
        raise FormulierGeweigerd
    return velden


async def lees_open_formulier(request: Request) -> tuple[Mapping[str, list[str]], bytes]:
    """The fields of a form of who is not logged in, and all of it as it came: there is no session
    to steal, so that it comes from our own page is enough. Faults: `FormulierGeweigerd`."""
    eis_eigen_pagina(request)
    inhoud = await lees_inhoud(request, MAX_OPEN_FORMULIER)
    return _velden(inhoud), inhoud


def _velden(inhoud: bytes) -> dict[str, list[str]]:
    try:
        paren = parse_qsl(inhoud.decode(), keep_blank_values=True, max_num_fields=MAX_VELDEN)
    except ValueError:
        raise FormulierGeweigerd from None
    velden: dict[str, list[str]] = {}
    for naam, waarde in paren:
        velden.setdefault(naam, []).append(waarde)
    return velden


def eis_eigen_pagina(request: Request) -> None:
    """A form comes from our own page, by word of the browser. Faults: `FormulierGeweigerd`."""
    vandaan = request.headers.get("sec-fetch-site")
    if vandaan is not None:
        if vandaan != "same-origin":
            raise FormulierGeweigerd
        return
    oorsprong = urlsplit(request.headers.get("origin", ""))
    if oorsprong.scheme != "https" or oorsprong.netloc != request.headers.get("host"):
        raise FormulierGeweigerd


async def lees_inhoud(
    request: Request, hoogstens: int = MAX_FORMULIER, *, weggooien: int = 0
) -> bytes:
    """The body, never beyond its bound; of what is beyond it at most `weggooien` is read first.
    Faults: `FormulierTeGroot`."""
    inhoud, gelezen = bytearray(), 0
    async for stuk in request.stream():
        gelezen += len(stuk)
        if gelezen <= hoogstens:
            inhoud += stuk
        elif gelezen > hoogstens + weggooien:
            break
    if gelezen > hoogstens:
        raise FormulierTeGroot
    return bytes(inhoud)
