"""What endpoints depend on: the gateway itself, and who is asking."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Header, Query
from starlette.requests import Request

from gateway.kern import Gateway
from gateway.toegang import Raadpleger
from gateway.vormen import Kenmerk
from shared.web.identiteit import transportidentiteit
from shared.web.limieten import Limieten
from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout
from shared.web.tokens import aanmelding
from shared.web.vormen import Cijfers

LEZERS = ("organisatie", "medewerker")
"""For `operatie(beveiliging=…)` of an endpoint with `RaadplegerAfh`."""


async def gateway_van(request: Request) -> Gateway:
    """The gateway of this process. Async, since anything else costs a thread per request."""
    gateway: Gateway = request.app.state.gateway
    return gateway


GatewayAfh = Annotated[Gateway, Depends(gateway_van)]


async def raadpleger(
    request: Request,
    gateway: GatewayAfh,
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
        return await to_thread.run_sync(
            gateway.toegang.persoon, wie.uitgever, wie.sub, gateway.klok(), autorisatie
        )
    identiteit = await transportidentiteit(request)
    return await to_thread.run_sync(gateway.toegang.partij, identiteit.oin)


RaadplegerAfh = Annotated[Raadpleger, Depends(raadpleger)]


def paginagrootte(
    request: Request,
    paginagrootte: Annotated[
        Cijfers | None, Query(ge=1, description="Hoeveel er op een pagina staan.")
    ] = None,
) -> int:
    """How many items a page holds."""
    limieten: Limieten = request.app.state.limieten
    if paginagrootte is None:
        return limieten.paginagrootte
    if paginagrootte > limieten.max_paginagrootte:
        raise ProbleemFout(
            400,
            "Het verzoek klopt niet; zie fouten.",
            fouten=[
                Invoerfout(
                    "query:paginagrootte", f"mag hoogstens {limieten.max_paginagrootte} zijn"
                )
            ],
        )
    return paginagrootte


PaginagrootteAfh = Annotated[int, Depends(paginagrootte)]
NaQuery = Annotated[
    Kenmerk | None, Query(description="Toon wat hierna komt: 'volgende' van de vorige pagina.")
]
