"""Kaal: the same processes and TLS with a bare relay and no guarantee.

``python -m deploy.bench.kaal doorgeef|ontvang --config PAD [--naar URL]`` runs one of the two bare
ends on the port and certificates of the given configuration. Nothing is verified, decided, logged,
decrypted or stored: what is left is what HTTP over mutual TLS costs. ``--client`` chooses by what
it calls on: our own client, or a bare session of the library below it.
"""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import aiohttp
from fastapi import FastAPI, Request, Response

from shared.web.instellingen.instellingen import Instellingen, laad_instellingen
from shared.web.instellingen.tls import clientcontext
from shared.web.proces.clients import maak_client
from shared.web.proces.server import maak_server, stel_opruimen_in

CLIENTS = ("eigen", "goedkoop")
_JSON = "application/json"
_KOPPEN = {"content-type": _JSON}

Post: TypeAlias = Callable[[str, bytes], Awaitable[tuple[int, bytes]]]
"""Posts a body to an address: status and answer."""


@asynccontextmanager
async def maak_post(client: str, instellingen: Instellingen) -> AsyncIterator[Post]:
    """What calls on another; ``client`` is one of ``CLIENTS``."""
    if client == CLIENTS[0]:
        async with maak_client(instellingen) as eigen:

            async def post(url: str, body: bytes) -> tuple[int, bytes]:
                antwoord = await eigen.post(url, content=body, headers=_KOPPEN)
                return antwoord.status_code, antwoord.content

            yield post
        return
    verbinder = aiohttp.TCPConnector(ssl=clientcontext(instellingen))
    async with aiohttp.ClientSession(
        connector=verbinder, cookie_jar=aiohttp.DummyCookieJar()
    ) as sessie:

        async def post_goedkoop(url: str, body: bytes) -> tuple[int, bytes]:
            async with sessie.post(url, data=body, headers=_KOPPEN) as antwoord:
                return antwoord.status, await antwoord.read()

        yield post_goedkoop


def ontvang_app() -> FastAPI:
    """Reads the body and says yes."""
    app = FastAPI(openapi_url=None)

    @app.get("/v1/gezondheid")
    async def gezondheid() -> dict[str, str]:
        return {"status": "gereed"}

    @app.post("/v1/ontvangsten")
    async def ontvang(request: Request) -> Response:
        await request.body()
        return Response(b'{"status": "aanvaard"}', media_type=_JSON)

    return app


def doorgeef_app(instellingen: Instellingen, naar: str, client: str) -> FastAPI:
    """Passes the body on and the answer back."""

    @asynccontextmanager
    async def leven(app: FastAPI) -> AsyncIterator[None]:
        async with maak_post(client, instellingen) as post:
            app.state.post = post
            yield

    app = FastAPI(openapi_url=None, lifespan=leven)

    @app.get("/v1/gezondheid")
    async def gezondheid() -> dict[str, str]:
        return {"status": "gereed"}

    @app.post("/v1/berichten")
    async def geef_door(request: Request) -> Response:
        post: Post = request.app.state.post
        status, antwoord = await post(naar, await request.body())
        return Response(antwoord, status, media_type=_JSON)

    return app


def main() -> None:
    """Run one bare end until it is told to stop."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("rol", choices=["doorgeef", "ontvang"])
    lezer.add_argument("--config", type=Path, required=True)
    lezer.add_argument("--naar", default="")
    lezer.add_argument("--client", choices=CLIENTS, default=CLIENTS[0])
    keuze = lezer.parse_args()
    instellingen = laad_instellingen(keuze.config)
    app = (
        ontvang_app()
        if keuze.rol == "ontvang"
        else doorgeef_app(instellingen, keuze.naar, keuze.client)
    )
    maak_server(app, instellingen, stel_opruimen_in).run()


if __name__ == "__main__":
    main()
