"""A test PKI, settings that use it, and a real server on a free port."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from deploy.pki import Pki, maak_pki
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.proces.server import maak_server
from tests.unit.web.proefapp import OORSPRONG, Vraag, bouw, vrager


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """One root with certificates for every participant of the local environment."""
    return maak_pki(tmp_path_factory.mktemp("pki"), ondertekening="p256", rsa_bits=2048)


def maak_instellingen(pki: Pki, code: str = "politie", **anders: object) -> Instellingen:
    """Settings of one participant that point at the test PKI; `anders` replaces whole tables."""
    deelnemer = pki.deelnemers[code]
    document: dict[str, object] = {
        "omgeving": "ontwikkeling",
        "onderdeel": code,
        "server": {"poort": 0, "publieke_url": "https://localhost:1/v1"},
        "tls": {
            "certificaat": deelnemer.transport.certificaat,
            "sleutel": deelnemer.transport.sleutel,
            "vertrouwen": pki.vertrouwen,
        },
        "ondertekening": {
            "certificaat": deelnemer.ondertekening.certificaat,
            "sleutel": deelnemer.ondertekening.sleutel,
        },
        "database": {"url": "sqlite://"},
    }
    return Instellingen.model_validate(document | anders)


@pytest.fixture
def instellingen(pki: Pki) -> Instellingen:
    return maak_instellingen(pki)


@contextmanager
def draaiend(app: FastAPI, instellingen: Instellingen) -> Iterator[uvicorn.Server]:
    """A real uvicorn server in a thread."""
    server = maak_server(app, instellingen)
    draad = threading.Thread(target=server.run, name="server")
    draad.start()
    try:
        while not server.started:
            if not draad.is_alive():
                raise RuntimeError("de server kwam niet op")
            time.sleep(0.01)
        yield server
    finally:
        server.should_exit = True
        draad.join()


def poort_van(server: uvicorn.Server) -> int:
    """Where it listens."""
    poort: int = server.servers[0].sockets[0].getsockname()[1]
    return poort


@contextmanager
def draaiende_server(app: FastAPI, instellingen: Instellingen) -> Iterator[int]:
    """A real uvicorn server in a thread; gives its port."""
    with draaiend(app, instellingen) as server:
        yield poort_van(server)


Starter = Callable[[FastAPI], int]


@pytest.fixture
def certificaat_van(pki: Pki) -> Callable[[str], str]:
    """The transport certificate (PEM) of a participant."""

    def lees(code: str) -> str:
        pad: Path = pki.deelnemers[code].transport.certificaat
        return pad.read_text(encoding="ascii")

    return lees


@pytest.fixture
def app(instellingen: Instellingen) -> FastAPI:
    server = instellingen.server.model_copy(update={"cors_oorsprongen": (OORSPRONG,)})
    limieten = Limieten(max_body_bytes=1000, max_fouten=3, max_json_diepte=5)
    return bouw(instellingen.model_copy(update={"server": server, "limieten": limieten}))


@pytest.fixture
def vraag(app: FastAPI) -> Vraag:
    return vrager(app)
