"""Wie half stuurt, niet leest of niets zegt, houdt een ander niet op: op een echte server."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.responses import Response

from deploy.pki import Pki
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.aanmelding.tokens import AanmeldingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.proces.app import maak_app
from tests.unit.web.aanmelding.tokenproef import maak_controle
from tests.unit.web.conftest import draaiend, maak_instellingen, poort_van

PER_ADRES = 6
GROOT = 30_000_000
"""Meer dan er onderweg kan zijn."""
KRAP = Limieten(
    max_gelijktijdig=4, max_verbindingen_per_adres=PER_ADRES, max_verbindingen=8,
    antwoord_tijd_seconden=0.3, handdruk_seconden=0.3,
)  # fmt: skip
HALF = (
    b"POST /v1/wie HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: 900000\r\n\r\n{"
)
HALVE_KOP = b"POST /v1/wie HTTP/1.1\r\nHost: local"
HEEL = b"GET /v1/gezondheid HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def _app(instellingen: Instellingen) -> FastAPI:
    router = maak_router("proeven")

    @router.post("/wie", **operatie("maakWie", "Wie", verzoek={}, antwoord={}))
    async def wie(inhoud: dict[str, str], organisatie: OrganisatieAfh) -> dict[str, str]:
        return {"oin": organisatie.oin, **inhoud}

    @router.post("/mens", **operatie("maakMens", "Mens", verzoek={}, antwoord={}))
    async def mens(inhoud: dict[str, str], aanmelding: AanmeldingAfh) -> dict[str, str]:
        return {"sub": aanmelding.sub, **inhoud}

    @router.get("/groot", **operatie("leesGroot", "Groot", antwoord="x", vorm="text/plain"))
    async def groot() -> Response:
        return Response(b"x" * GROOT, media_type="text/plain")

    app = maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])
    app.state.tokencontrole = maak_controle()
    return app


@pytest.fixture(scope="module")
def server(pki: Pki) -> Iterator[uvicorn.Server]:
    instellingen = maak_instellingen(pki, "gemeente", limieten=KRAP)
    with draaiend(_app(instellingen), instellingen) as server:
        yield server


@pytest.fixture
def poort(server: uvicorn.Server) -> int:
    return poort_van(server)


Verbinder = Callable[[bytes], ssl.SSLSocket]


@pytest.fixture
def verbind(pki: Pki, poort: int) -> Iterator[Verbinder]:
    """Een verbinding zonder certificaat waarop dit is verstuurd; open tot de test klaar is."""
    context = ssl.create_default_context(cafile=str(pki.vertrouwen))
    with ExitStack() as stapel:

        def doe(data: bytes) -> ssl.SSLSocket:
            rauw = stapel.enter_context(socket.create_connection(("localhost", poort), timeout=20))
            verbinding = stapel.enter_context(
                context.wrap_socket(rauw, server_hostname="localhost")
            )
            verbinding.sendall(data)
            return verbinding

        yield doe


def _alles(verbinding: ssl.SSLSocket) -> bytes:
    """Wat er nog komt, tot de ander ophoudt."""
    ontvangen = b""
    try:
        while stuk := verbinding.recv(65536):
            ontvangen += stuk
    except (ConnectionError, ssl.SSLError):
        pass
    return ontvangen


@pytest.mark.parametrize("half", [HALF, HALVE_KOP, b""], ids=["inhoud", "kop", "niets"])
def test_wie_een_heel_verzoek_stuurt_krijgt_antwoord_hoeveel_halve_er_ook_zijn(
    verbind: Verbinder, half: bytes
) -> None:
    halve = [verbind(half) for _ in range(5 * PER_ADRES)]
    assert _alles(verbind(HEEL)).startswith(b"HTTP/1.1 200")
    los = [_alles(verbinding) for verbinding in halve[: 3 * PER_ADRES]]
    # De oudste zijn weg; wie zijn inhoud nog schuldig was, had zijn weigering al.
    assert {stuk[:12] for stuk in los} == ({b"HTTP/1.1 401"} if half == HALF else {b""})


def test_een_halve_inhoud_zonder_naam_wordt_meteen_geweigerd(verbind: Verbinder) -> None:
    assert verbind(HALF).recv(12) == b"HTTP/1.1 401"


def test_wie_zijn_antwoord_niet_leest_wordt_losgelaten(
    server: uvicorn.Server, verbind: Verbinder
) -> None:
    traag = verbind(b"GET /v1/groot HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert _alles(verbind(HEEL)).startswith(b"HTTP/1.1 200")
    hier = traag.getsockname()[1]
    while any(een.client[1] == hier for een in server.server_state.connections if een.client):
        time.sleep(0.01)
    assert 0 < len(_alles(traag)) < GROOT


def test_wie_niet_eens_aan_tls_begint_wordt_losgelaten(poort: int) -> None:
    with socket.create_connection(("localhost", poort), timeout=20) as rauw:
        assert rauw.recv(1) == b""


def test_een_naam_achter_de_inhoud_telt_niet(verbind: Verbinder) -> None:
    """Een kop die na de inhoud komt (een trailer) is geen aanmelding."""
    verzoek = (
        b"POST /v1/mens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\nTrailer: Authorization\r\nConnection: close\r\n\r\n"
        b"2\r\n{}\r\n0\r\nAuthorization: Bearer x.y.z\r\n\r\n"
    )
    antwoord = _alles(verbind(verzoek))
    assert antwoord.startswith(b"HTTP/1.1 401")
    assert b"stuur het toegangstoken mee" in antwoord
