"""Serving an app: uvicorn with client certificates, bounds, and an orderly end."""

import gc
import signal
import socket
from typing import NoReturn

import structlog
import uvicorn
from fastapi import FastAPI

from shared.web.instellingen import Instellingen
from shared.web.logregels import stel_logregels_in
from shared.web.productie import controleer_productie
from shared.web.protocol import protocolklasse
from shared.web.tls import servercontext

# Na zoveel nieuwe objecten kijkt Python of er kringen van ongebruikte objecten zijn. Een bericht
# maakt er duizenden en bijna nooit een kring; met de standaard (700, 10, 10) ging een tiende van de
# rekentijd op aan kijken.
_OPRUIMEN = (5_000, 20, 100)


class _Server(uvicorn.Server):
    """Sets the garbage collector for serving once everything that stays has been made."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.collect()
        # Modules, modellen en routes blijven toch; dan hoeft niemand ze nog na te lopen.
        gc.freeze()
        gc.set_threshold(*_OPRUIMEN)


def maak_server(app: FastAPI, instellingen: Instellingen) -> uvicorn.Server:
    """A uvicorn server that is not running yet; `serveer` is the usual way in."""
    limieten = instellingen.limieten
    context = servercontext(instellingen.tls)
    config = uvicorn.Config(
        app,
        host=instellingen.server.host,
        port=instellingen.server.poort,
        http=protocolklasse(limieten),
        ws="none",
        loop="uvloop",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=limieten.keep_alive_seconden,
        timeout_graceful_shutdown=limieten.afsluittijd_seconden,
        ssl_context_factory=lambda _config, _standaard: context,
    )
    return _Server(config)


def serveer(app: FastAPI, instellingen: Instellingen) -> None:
    """Run the process until SIGTERM or SIGINT. Refuses what production may not have."""
    stel_logregels_in(instellingen.onderdeel)
    controleer_productie(instellingen)
    structlog.get_logger().info(
        "gestart",
        host=instellingen.server.host,
        poort=instellingen.server.poort,
        omgeving=instellingen.omgeving,
        versie=app.version,
    )
    # uvicorn rondt af en geeft het teken daarna nog eens; dan is het gewoon klaar, geen ongeluk.
    for teken in (signal.SIGTERM, signal.SIGINT):
        signal.signal(teken, _klaar)
    try:
        maak_server(app, instellingen).run()
    finally:
        structlog.get_logger().info("gestopt")


def _klaar(_teken: int, _plek: object) -> NoReturn:
    raise SystemExit(0)
