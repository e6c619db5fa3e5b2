"""Serving an app: uvicorn with client certificates, bounds, and an orderly end."""

import asyncio
import errno
import gc
import logging
import resource
import signal
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, NoReturn

import structlog
import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.productie import controleer_omgeving
from shared.web.instellingen.tls import servercontext
from shared.web.limieten import Limieten
from shared.web.logregels import stel_logregels_in
from shared.web.proces.protocol import protocolklasse

# Na zoveel nieuwe objecten kijkt Python of er kringen van ongebruikte objecten zijn. Een bericht
# maakt er duizenden en bijna nooit een kring; met de standaard (700, 10, 10) ging een tiende van de
# rekentijd op aan kijken.
_OPRUIMEN = (5_000, 20, 100)
_REDENEN = {
    errno.EADDRINUSE: "daar luistert al een ander proces",
    errno.EADDRNOTAVAIL: "dit adres is niet van deze machine",
    errno.EACCES: "deze gebruiker mag deze poort niet openen",
}
_ZIE = "De start is afgebroken; de reden staat op de foutuitvoer."


class NietGestart(Exception):
    """The process cannot serve; the text says in Dutch why and what would be right."""


class _Opening:
    """Keeps why an app did not open: uvicorn would only tell its own log."""

    def __init__(self, app: FastAPI) -> None:
        self._open = app.router.lifespan_context
        self.fout: Exception | None = None

    @asynccontextmanager
    async def __call__(self, app: FastAPI) -> AsyncIterator[Any]:
        async with AsyncExitStack() as stapel:
            try:
                stand = await stapel.enter_async_context(self._open(app))
            except Exception as fout:  # noqa: BLE001 - serveer() geeft hem door
                self.fout = fout
                raise NietGestart(_ZIE) from None
            yield stand


class _Server(uvicorn.Server):
    """Listens with a bound on setting up TLS, which uvicorn does not pass on.

    Says when everything that stays has been made.
    """

    def __init__(
        self, config: uvicorn.Config, handdruk_seconden: float, gereed: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._handdruk_seconden = handdruk_seconden
        self._gereed = gereed

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the app, then listen: uvicorn's own order."""
        del sockets
        logging.getLogger("uvicorn.error").addFilter(_zonder_slotzin)
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            raise NietGestart(_ZIE)
        config = self.config

        def maak_protocol() -> asyncio.Protocol:
            return config.http_protocol_class(  # type: ignore[call-arg]
                config=config, server_state=self.server_state, app_state=self.lifespan.state
            )

        try:
            server = await asyncio.get_running_loop().create_server(
                maak_protocol,
                host=config.host,
                port=config.port,
                ssl=config.ssl,
                backlog=config.backlog,
                ssl_handshake_timeout=self._handdruk_seconden,
            )
        except OSError as fout:
            structlog.get_logger().error("luisteren lukt niet", fout=type(fout).__name__)
            await self.lifespan.shutdown()
            raise NietGestart(
                f"Op {config.host}, poort {config.port}, is niet te luisteren{_waarom(fout)}: "
                "kies in [server] een adres van deze machine en een vrije poort."
            ) from None
        self.servers = [server]
        self.started = True
        self._gereed()


def _zonder_slotzin(regel: logging.LogRecord) -> bool:
    """Not uvicorn's own last words of a start that failed: what was wrong is said in full."""
    return not str(regel.msg).startswith("Application startup failed")


def stel_opruimen_in() -> None:
    """The garbage collector as serving wants it: for whoever has the whole process to itself."""
    gc.collect()
    # Modules, modellen en routes blijven toch; dan hoeft niemand ze nog na te lopen.
    gc.freeze()
    gc.set_threshold(*_OPRUIMEN)


def uvicornconfig(
    app: ASGIApp, waar: tuple[str, int], limieten: Limieten, context: ssl.SSLContext
) -> uvicorn.Config:
    """How every process of ours listens. `waar`: host and port."""
    host, poort = waar
    return uvicorn.Config(
        app,
        host=host,
        port=poort,
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


def maak_server(
    app: FastAPI, instellingen: Instellingen, gereed: Callable[[], None] = lambda: None
) -> uvicorn.Server:
    """A uvicorn server that is not running yet; `serveer` is the usual way in.

    `gereed` is called once, when it listens.
    """
    limieten, waar = instellingen.limieten, instellingen.server
    config = uvicornconfig(app, (waar.host, waar.poort), limieten, servercontext(instellingen.tls))
    return _Server(config, limieten.handdruk_seconden, gereed)


def serveer(app: FastAPI, instellingen: Instellingen) -> None:
    """Run the process until SIGTERM or SIGINT. Refuses what this `omgeving` may not have.

    What kept the app from opening is raised as it was; `NietGestart` when it cannot listen.
    """
    stel_logregels_in(instellingen.onderdeel)
    controleer_omgeving(instellingen)
    verruim_descriptoren()
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
    opening = _Opening(app)
    app.router.lifespan_context = opening
    try:
        maak_server(app, instellingen, stel_opruimen_in).run()
    except NietGestart:
        fout = opening.fout
        if fout is None:
            raise
        if isinstance(fout, OngeldigeInstellingen):
            raise fout.in_bestand(instellingen.bestand) from None
        raise fout from None
    finally:
        structlog.get_logger().info("gestopt")


def _waarom(fout: OSError) -> str:
    """Why, between brackets; asyncio wraps the system's reason in English of its own."""
    reden = _REDENEN.get(fout.errno or 0)
    return "" if reden is None else f" ({reden})"


def verruim_descriptoren() -> None:
    """As many files and connections as the system lets this process have.

    The usual soft limit (1,024) is below what `max_verbindingen` and the peers need together.
    """
    _, hoogstens = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hoogstens, hoogstens))


def _klaar(_teken: int, _plek: object) -> NoReturn:
    raise SystemExit(0)
