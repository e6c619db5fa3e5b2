"""``/v1/_samen``: a few readings at once. Each is a request of its own in everything but the line.

Every part goes through the whole app with the caller's own headers: who asks, what he may, what is
recorded and what it costs are decided there, part by part. Here is decided nothing.
"""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.types import Message, Receive, Scope

from shared.bestand.toegang.medewerker import Medewerker, elke_lezer
from shared.overzicht.samen.vormen import (
    VOORBEELD,
    VOORBEELD_VRAAG,
    Deelantwoord,
    Samenantwoord,
    Samenvraag,
)
from shared.partij.fouten import OngeldigeInvoer
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout

Iedereen = Annotated[Medewerker, Depends(elke_lezer)]
_BASIS = "/v1"
_MEE = frozenset({b"authorization", b"autorisatie", b"host", b"traceparent", b"tracestate"})
_VAN_DE_LIJN = ("type", "asgi", "http_version", "scheme", "server", "client", "extensions", "state")


def samen_router() -> APIRouter:
    """The one operation."""
    router = maak_router("samen")

    @router.post(
        "/_samen",
        response_model=Samenantwoord,
        **operatie(
            "leesSamen",
            "Geeft een paar lezingen in één antwoord, elk alsof zij alleen was gevraagd",
            verzoek=VOORBEELD_VRAAG,
            antwoord=VOORBEELD,
            beschrijving=(
                "Voor een scherm dat ze naast elkaar toont. Elke lezing houdt haar eigen rechten, "
                "haar eigen fouten (`status`) en haar eigen regel in het spoor. Alleen wat met GET "
                "te lezen is en als JSON antwoordt."
            ),
        ),
    )
    async def samen(invoer: Samenvraag, request: Request, _: Iedereen) -> Samenantwoord:
        fouten = [
            Invoerfout(f"/lezingen/{nummer}", "moet een lezing zijn, en niet weer een reeks")
            for nummer, pad in enumerate(invoer.lezingen)
            if pad.startswith("/_samen")
        ]
        if fouten:
            raise OngeldigeInvoer(fouten)
        antwoorden: list[Deelantwoord] = []
        for pad in invoer.lezingen:
            # By `gather`, in a context of its own: what a request leaves there is not for the next.
            antwoorden += await asyncio.gather(_lees(request, pad))
        return Samenantwoord(antwoorden=antwoorden)

    return router


async def _lees(request: Request, lezing: str) -> Deelantwoord:
    status, inhoud = 500, bytearray()

    async def zend(bericht: Message) -> None:
        nonlocal status
        if bericht["type"] == "http.response.start":
            status = int(bericht["status"])
        elif bericht["type"] == "http.response.body":
            inhoud.extend(bericht.get("body", b""))

    await request.app(_scope(request, lezing), zonder_inhoud(), zend)
    return Deelantwoord(lezing=lezing, status=status, inhoud=_als_json(bytes(inhoud)))


def zonder_inhoud() -> Receive:
    """What a part receives: that there is no content, and then nothing. Who waits to hear that the
    caller left (a long answer does) waits; told the same again he would spin, and stop everybody.
    """
    gezegd = False

    async def ontvang() -> Message:
        nonlocal gezegd
        if gezegd:
            await asyncio.Event().wait()
        gezegd = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return ontvang


def _scope(request: Request, lezing: str) -> Scope:
    pad, _, vraag = lezing.partition("?")
    koppen = [(naam, waarde) for naam, waarde in request.scope["headers"] if naam in _MEE]
    return {
        **{naam: request.scope[naam] for naam in _VAN_DE_LIJN if naam in request.scope},
        "method": "GET",
        "root_path": "",
        "path": f"{_BASIS}{unquote(pad)}",
        "raw_path": f"{_BASIS}{pad}".encode("ascii"),
        "query_string": vraag.encode("ascii"),
        "headers": [*koppen, (b"accept", b"application/json, application/problem+json")],
    }


def _als_json(inhoud: bytes) -> Any:  # noqa: ANN401 - whatever the part answers
    try:
        return json.loads(inhoud)
    except ValueError:
        return None
