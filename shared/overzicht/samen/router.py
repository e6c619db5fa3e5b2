"""``/v1/_samen``: a few readings at once. Each is a request of its own in everything but the line.

Every part goes through the whole app with the caller's own headers: who asks, what he may, what is
recorded and what it costs are decided there, part by part, and no part knows of another. Here is
decided nothing but how much goes into one answer: what does not fit is to be asked by itself.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope

from shared.bestand.toegang.medewerker import Medewerker, elke_lezer
from shared.overzicht.samen.vormen import (
    MEESTE_BYTES,
    VOORBEELD,
    VOORBEELD_VRAAG,
    Samenantwoord,
    Samenvraag,
)
from shared.partij.fouten import OngeldigeInvoer
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout
from shared.web.problemen import Probleem

Iedereen = Annotated[Medewerker, Depends(elke_lezer)]
_BASIS = "/v1"
_JSON = "application/json"
_JSONVORMEN = (b"application/json", b"application/problem+json")
_MEE = frozenset({b"authorization", b"autorisatie", b"host", b"traceparent", b"tracestate"})
_VAN_DE_LIJN = ("type", "asgi", "http_version", "scheme", "server", "client", "extensions")
_PAST_NIET = Probleem(
    status=413,
    titel="Te groot om samen te geven",
    detail="Dit antwoord past niet bij de andere: vraag dit deel apart.",
)


def samen_router() -> APIRouter:
    """The one operation."""
    router = maak_router("samen")

    @router.post(
        "/_samen",
        **operatie(
            "leesSamen",
            "Geeft een paar lezingen in één antwoord, elk alsof zij alleen was gevraagd",
            verzoek=VOORBEELD_VRAAG,
            antwoord=VOORBEELD,
            model=Samenantwoord,
            beschrijving=(
                "Voor een scherm dat ze naast elkaar toont. Elke lezing houdt haar eigen rechten, "
                "haar eigen fouten (`status`) en haar eigen regel in het spoor. Alleen wat met GET "
                "te lezen is en als JSON antwoordt. Is er bijna twee megabyte, dan wordt er niets "
                "meer gelezen: wat dan nog kwam heeft status 413, en is apart te vragen."
            ),
        ),
    )
    async def samen(invoer: Samenvraag, request: Request, _: Iedereen) -> Response:
        fouten = [
            Invoerfout(f"/lezingen/{nummer}", "moet een lezing zijn, en niet weer een reeks")
            for nummer, pad in enumerate(invoer.lezingen)
            if pad.startswith("/_samen")
        ]
        if fouten:
            raise OngeldigeInvoer(fouten)
        antwoorden: list[bytes] = []
        ruimte = 2 * MEESTE_BYTES
        for pad in invoer.lezingen:
            # By `gather`, in a context of its own: what a request leaves there is not for the next.
            ((antwoord, bytes_),) = await asyncio.gather(_lees(request, pad, ruimte))
            antwoorden.append(antwoord)
            ruimte -= bytes_
        inhoud = b'{"antwoorden":[' + b",".join(antwoorden) + b"]}"
        return Response(inhoud, media_type=_JSON)

    return router


async def _lees(request: Request, lezing: str, ruimte: int) -> tuple[bytes, int]:
    """What came of one part, and how much of the room it took: all of it, if it did not fit.

    With half of the room gone it is not asked at all: what nobody gets to see is not read either.
    So whatever is read fits, but for a part that is too large for half of it all by itself. What it
    answered stands in the whole as it came: it is JSON already, and this app wrote it.
    """
    if ruimte <= MEESTE_BYTES:
        return _past_niet(lezing), 0
    status, is_json, inhoud, genoeg = 500, False, bytearray(), asyncio.Event()

    async def zend(bericht: Message) -> None:
        nonlocal status, is_json
        if bericht["type"] == "http.response.start":
            status, is_json = int(bericht["status"]), _zegt_json(bericht["headers"])
        elif bericht["type"] == "http.response.body" and not genoeg.is_set():
            inhoud.extend(bericht.get("body", b""))
            if len(inhoud) > ruimte:
                inhoud.clear()
                genoeg.set()

    await request.app(_scope(request, lezing), zonder_inhoud(genoeg), zend)
    if genoeg.is_set():
        return _past_niet(lezing), ruimte
    return _deel(lezing, status, bytes(inhoud) if is_json and inhoud else b"null"), len(inhoud)


def _past_niet(lezing: str) -> bytes:
    inhoud = json.dumps(_PAST_NIET.als_dict(), ensure_ascii=False).encode()
    return _deel(lezing, _PAST_NIET.status, inhoud)


def _deel(lezing: str, status: int, inhoud: bytes) -> bytes:
    """A `Deelantwoord` as it goes over the line."""
    return b'{"lezing":%b,"status":%d,"inhoud":%b}' % (
        json.dumps(lezing).encode(), status, inhoud,
    )  # fmt: skip


def _zegt_json(koppen: Iterable[tuple[bytes, bytes]]) -> bool:
    soorten = [waarde for naam, waarde in koppen if naam == b"content-type"]
    return len(soorten) == 1 and soorten[0].partition(b";")[0] in _JSONVORMEN


def zonder_inhoud(genoeg: asyncio.Event) -> Receive:
    """What a part receives: that there is no content, and then nothing. Who waits to hear that the
    caller left (a long answer does) waits; told the same again he would spin, and stop everybody.
    Once there is `genoeg` he hears that the caller left.
    """
    gezegd = False

    async def ontvang() -> Message:
        nonlocal gezegd
        if gezegd:
            await genoeg.wait()
            return {"type": "http.disconnect"}
        gezegd = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return ontvang


def _scope(request: Request, lezing: str) -> Scope:
    pad, _, vraag = lezing.partition("?")
    koppen = [(naam, waarde) for naam, waarde in request.scope["headers"] if naam in _MEE]
    return {
        **{naam: request.scope[naam] for naam in _VAN_DE_LIJN if naam in request.scope},
        # The same token, verified for this request: who may do what with it each part decides.
        "state": {"aanmelding": request.state.aanmelding},
        "method": "GET",
        "root_path": "",
        "path": f"{_BASIS}{unquote(pad)}",
        "raw_path": f"{_BASIS}{pad}".encode("ascii"),
        "query_string": vraag.encode("ascii"),
        "headers": [*koppen, (b"accept", b"application/json, application/problem+json")],
    }
