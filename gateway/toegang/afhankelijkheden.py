"""What endpoints depend on: who is asking, and what they signed with the request."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Header
from starlette.requests import Request

from gateway.toegang.ondertekend import Ondertekend
from gateway.toegang.toegang import Toegang
from gateway.toegang.zicht import Raadpleger
from gateway.web.afhankelijkheden import KlokAfh
from gateway.web.vormen import Kenmerk
from shared.bericht.fouten import OngeldigBericht
from shared.bericht.koppen import DIGEST, PAYLOAD_SIGNATURE, lees_koppen
from shared.web.aanmelding.identiteit import transportidentiteit
from shared.web.aanmelding.tokens import aanmelding
from shared.web.verzoek.onderdelen import van

LEZERS = ("organisatie", "medewerker")
"""For `operatie(beveiliging=…)` of an endpoint with `RaadplegerAfh`."""


ToegangAfh = Annotated[Toegang, Depends(van(Toegang))]


async def raadpleger(
    request: Request,
    toegang: ToegangAfh,
    klok: KlokAfh,
    autorisatie: Annotated[
        Kenmerk | None,
        Header(
            description="Bij een token: de verwijzing van de autorisatie waarmee u leest. Nodig "
            "als meer dan één partij uw account registreerde."
        ),
    ] = None,
) -> Raadpleger:
    """Who reads: a person when there is a token, else the party on the connection."""
    if "authorization" in request.headers:
        wie = await aanmelding(request)
        return await to_thread.run_sync(toegang.persoon, wie.uitgever, wie.sub, klok(), autorisatie)
    identiteit = await transportidentiteit(request)
    return await to_thread.run_sync(toegang.partij, identiteit.oin)


RaadplegerAfh = Annotated[Raadpleger, Depends(raadpleger)]


async def lees_ondertekend(request: Request) -> Ondertekend:
    """The request's body with the headers that sign it; `OngeldigBericht` when one is missing."""
    koppen, fouten = lees_koppen(request.scope["headers"], (DIGEST, PAYLOAD_SIGNATURE))
    if fouten or koppen.digest is None or koppen.payload_signature is None:
        raise OngeldigBericht(tuple(fouten))
    return Ondertekend(await request.body(), koppen.digest, koppen.payload_signature)
