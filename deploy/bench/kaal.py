"""Kaal: the same processes and TLS with a bare relay and no guarantee.

``python -m deploy.bench.kaal doorgeef|ontvang --config PAD [--naar URL]`` runs one of the two bare
ends on the port and certificates of the given configuration. Nothing is verified, decided, logged,
decrypted or stored: what is left is what HTTP over mutual TLS costs.
"""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI, Request, Response

from shared.web.instellingen.instellingen import Instellingen, laad_instellingen
from shared.web.proces.clients import maak_client
from shared.web.proces.server import maak_server, stel_opruimen_in

_JSON = "application/json"


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


def doorgeef_app(instellingen: Instellingen, naar: str) -> FastAPI:
    """Passes the body on and the answer back."""

    @asynccontextmanager
    async def leven(app: FastAPI) -> AsyncIterator[None]:
        async with maak_client(instellingen) as client:
            app.state.client = client
            yield

    app = FastAPI(openapi_url=None, lifespan=leven)

    @app.get("/v1/gezondheid")
    async def gezondheid() -> dict[str, str]:
        return {"status": "gereed"}

    @app.post("/v1/berichten")
    async def geef_door(request: Request) -> Response:
        client: httpx.AsyncClient = request.app.state.client
        antwoord = await client.post(
            naar, content=await request.body(), headers={"content-type": _JSON}
        )
        return Response(antwoord.content, antwoord.status_code, media_type=_JSON)

    return app


def main() -> None:
    """Run one bare end until it is told to stop."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("rol", choices=["doorgeef", "ontvang"])
    lezer.add_argument("--config", type=Path, required=True)
    lezer.add_argument("--naar", default="")
    keuze = lezer.parse_args()
    instellingen = laad_instellingen(keuze.config)
    app = ontvang_app() if keuze.rol == "ontvang" else doorgeef_app(instellingen, keuze.naar)
    maak_server(app, instellingen, stel_opruimen_in).run()


if __name__ == "__main__":
    main()
