"""What every answer carries and every form must have, the same on every page of every portal."""

from __future__ import annotations

import re
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
_GRENS = re.compile(r'multipart/form-data;\s*boundary="?([!-~]{1,70}?)"?$')
_DEELNAAM = re.compile(r'[; ]name="([^"]*)"')


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


async def lees_formulier(
    request: Request, csrf: str, bestand: int = 0
) -> tuple[Mapping[str, list[str]], Mapping[str, bytes]]:
    """The fields of a form of ours, and of one with a file of at most `bestand` bytes that file.
    Faults: `FormulierGeweigerd`."""
    eis_eigen_pagina(request)
    hoogstens = MAX_FORMULIER + bestand
    inhoud = await lees_inhoud(request, hoogstens, weggooien=MEEST_WEGGEGOOID)
    grens = _GRENS.match(request.headers.get("content-type", "")) if bestand else None
    velden, bestanden = _met_bestand(inhoud, grens[1]) if grens else (_velden(inhoud), {})
    if not secrets.compare_digest(velden.get(CSRF_VELD, [""])[0].encode(), csrf.encode()):
        raise FormulierGeweigerd
    return velden, bestanden


async def lees_open_formulier(request: Request) -> tuple[Mapping[str, list[str]], bytes]:
    """The fields of a form of who is not logged in, and all of it as it came: there is no session
    to steal, so that it comes from our own page is enough. Faults: `FormulierGeweigerd`."""
    eis_eigen_pagina(request)
    inhoud = await lees_inhoud(request, MAX_OPEN_FORMULIER)
    return _velden(inhoud), inhoud


def _met_bestand(inhoud: bytes, grens: str) -> tuple[dict[str, list[str]], dict[str, bytes]]:
    """A form as a browser sends it when there is a file in it: parts between a boundary."""
    velden: dict[str, list[str]] = {}
    bestanden: dict[str, bytes] = {}
    delen = (b"\r\n" + inhoud).split(b"\r\n--" + grens.encode(), MAX_VELDEN)
    for deel in delen[1:-1]:
        kop, _, waarde = deel.partition(b"\r\n\r\n")
        naam = _DEELNAAM.search(kop.decode("utf-8", "replace"))
        if naam is None:
            raise FormulierGeweigerd
        if b"filename=" in kop:
            bestanden[naam[1]] = waarde
        else:
            velden.setdefault(naam[1], []).append(waarde.decode("utf-8", "replace"))
    return velden, bestanden


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
