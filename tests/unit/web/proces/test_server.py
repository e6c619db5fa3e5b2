"""A real server over mTLS: who is on the other end, and what a client may not do."""

from __future__ import annotations

import asyncio
import gc
import socket
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request

from deploy.pki import Pki, maak_pki
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.proces.app import maak_app
from shared.web.proces.clients import Antwoord, AntwoordTeGroot, maak_client, vraag
from tests.unit.web.conftest import draaiende_server, maak_instellingen

KRAP = Limieten(max_koppen_bytes=4096, verzoek_tijd_seconden=0.5)


def _app(instellingen: Instellingen) -> FastAPI:
    router = maak_router("proeven")

    @router.get("/wie", **operatie("leesWie", "Wie bent u?", antwoord={"oin": "0"}))
    async def wie(organisatie: OrganisatieAfh) -> dict[str, str]:
        return {"oin": organisatie.oin, "naam": organisatie.organisatie}

    @router.post("/echo", **operatie("maakEcho", "Echo", verzoek={}, antwoord={}))
    async def echo(request: Request) -> dict[str, str | int]:
        inhoud = await request.body()
        return {"lengte": len(inhoud), "traceparent": request.headers.get("traceparent", "")}

    @router.get("/lang", **operatie("leesLang", "Lang", antwoord={"x": "x"}))
    async def lang() -> dict[str, str]:
        return {"x": "x" * 100_000}

    return maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])


@pytest.fixture(scope="module")
def gemeente(pki: Pki) -> Instellingen:
    return maak_instellingen(pki, "gemeente", limieten=KRAP)


@pytest.fixture(scope="module")
def poort(gemeente: Instellingen) -> Iterator[int]:
    with draaiende_server(_app(gemeente), gemeente) as poort:
        yield poort


def _vraag(instellingen: Instellingen, poort: int, pad: str, **opties: object) -> Antwoord:
    async def doe() -> Antwoord:
        async with maak_client(instellingen, f"https://localhost:{poort}") as client:
            methode = str(opties.pop("methode", "GET"))
            return await vraag(client, methode, pad, max_bytes=10_000, **opties)  # type: ignore[arg-type]

    return asyncio.run(doe())


def test_het_clientcertificaat_zegt_wie_er_aan_de_lijn_is(pki: Pki, poort: int) -> None:
    antwoord = _vraag(maak_instellingen(pki, "politie"), poort, "/v1/wie")
    assert antwoord.status == 200
    assert b'"oin":"00000099000000010001"' in antwoord.inhoud


def _zonder_certificaat(pki: Pki) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(pki.vertrouwen))


def test_zonder_clientcertificaat_komt_niemand_bij_een_adres_voor_deelnemers(
    pki: Pki, poort: int
) -> None:
    with httpx.Client(verify=_zonder_certificaat(pki)) as client:
        antwoord = client.get(f"https://localhost:{poort}/v1/wie")
    assert antwoord.status_code == 401
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert "www-authenticate" in antwoord.headers


def test_met_het_ondertekeningscertificaat_komt_een_deelnemer_er_niet_in(
    pki: Pki, poort: int
) -> None:
    context = _zonder_certificaat(pki)
    paar = pki.deelnemers["politie"].ondertekening
    context.load_cert_chain(paar.certificaat, paar.sleutel)
    with httpx.Client(verify=context) as client:
        antwoord = client.get(f"https://localhost:{poort}/v1/wie")
    assert antwoord.status_code == 401
    assert "verbinden" in antwoord.json()["detail"]


def test_een_certificaat_van_een_vreemde_wortel_komt_er_bij_tls_al_niet_in(
    pki: Pki, poort: int, tmp_path: Path
) -> None:
    vreemd = maak_pki(tmp_path, ondertekening="p256", rsa_bits=2048).deelnemers["politie"]
    context = _zonder_certificaat(pki)
    context.load_cert_chain(vreemd.transport.certificaat, vreemd.transport.sleutel)
    with (
        httpx.Client(verify=context) as client,
        pytest.raises(httpx.TransportError),
    ):
        client.get(f"https://localhost:{poort}/v1/wie")


def test_de_client_vertrouwt_geen_server_van_een_vreemde_wortel(
    pki: Pki, poort: int, tmp_path: Path
) -> None:
    vreemd = maak_instellingen(maak_pki(tmp_path, ondertekening="p256", rsa_bits=2048))
    with pytest.raises(httpx.TransportError):
        _vraag(vreemd, poort, "/v1/gezondheid")


@pytest.mark.parametrize("versie", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_beide_versies_van_tls_gebruiken_alleen_pfs(
    pki: Pki, poort: int, versie: ssl.TLSVersion
) -> None:
    context = _zonder_certificaat(pki)
    context.minimum_version = context.maximum_version = versie
    with (
        socket.create_connection(("localhost", poort)) as rauw,
        context.wrap_socket(rauw, server_hostname="localhost") as verbinding,
    ):
        suite = verbinding.cipher()
    assert suite is not None
    assert suite[0].startswith(("ECDHE-", "TLS_"))


def test_een_oude_suite_zonder_pfs_wordt_geweigerd(pki: Pki, poort: int) -> None:
    context = _zonder_certificaat(pki)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES256-GCM-SHA384:AES128-GCM-SHA256")
    with (
        socket.create_connection(("localhost", poort)) as rauw,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(rauw, server_hostname="localhost")


def test_de_trace_van_een_verzoek_gaat_terug_naar_de_beller(pki: Pki, poort: int) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    antwoord = _vraag(
        maak_instellingen(pki),
        poort,
        "/v1/echo",
        methode="POST",
        inhoud=b"{}",
        koppen={"traceparent": f"00-{trace}-b7ad6b7169203331-01"},
    )
    assert antwoord.koppen["traceparent"].split("-")[1] == trace


def test_een_antwoord_boven_de_grens_wordt_niet_uitgelezen(pki: Pki, poort: int) -> None:
    with pytest.raises(AntwoordTeGroot):
        _vraag(maak_instellingen(pki), poort, "/v1/lang")


def test_wat_halverwege_is_opgegeven_blijft_niet_open_als_de_ander_geen_afscheid_neemt(
    pki: Pki,
) -> None:
    """Wat open bleef, vindt Python pas later, en dan in de test van een ander."""
    weg = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as deur:
        zwijger = threading.Thread(target=_antwoord_en_zwijg, args=(pki, deur, weg))
        zwijger.start()
        try:
            with pytest.raises(AntwoordTeGroot):
                _vraag(maak_instellingen(pki), deur.getsockname()[1], "/v1/lang")
            with warnings.catch_warnings(record=True) as open_gebleven:
                warnings.simplefilter("always")
                gc.collect()
        finally:
            weg.set()
            zwijger.join()
    assert [str(een.message) for een in open_gebleven] == []


def _antwoord_en_zwijg(pki: Pki, deur: socket.socket, weg: threading.Event) -> None:
    """Geeft meer dan iemand leest, en daarna geen antwoord meer, ook niet op een afscheid."""
    paden = pki.deelnemers["gemeente"].transport
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(paden.certificaat, paden.sleutel)
    rauw, _ = deur.accept()
    with tls.wrap_socket(rauw, server_side=True) as lijn:
        lijn.recv(65_536)
        lijn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + bytes(20_000))
        weg.wait()


@pytest.fixture
def praat(pki: Pki, poort: int) -> Callable[[bytes], bytes]:
    """Sends raw bytes over TLS and gives everything that comes back."""

    def doe(data: bytes) -> bytes:
        with (
            socket.create_connection(("localhost", poort), timeout=10) as rauw,
            _zonder_certificaat(pki).wrap_socket(rauw, server_hostname="localhost") as verbinding,
        ):
            verbinding.sendall(data)
            ontvangen = b""
            while stuk := verbinding.recv(65536):
                ontvangen += stuk
            return ontvangen

    return doe


def test_wat_geen_http_is_krijgt_een_probleem(praat: Callable[[bytes], bytes]) -> None:
    antwoord = praat(b"dit is geen http\r\n\r\n")
    assert antwoord.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in antwoord


def test_te_grote_koppen_krijgen_een_431(praat: Callable[[bytes], bytes]) -> None:
    antwoord = praat(b"GET /v1/gezondheid HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 5000 + b"\r\n\r\n")
    assert antwoord.startswith(b"HTTP/1.1 431")


def test_een_te_lange_regel_krijgt_een_431(praat: Callable[[bytes], bytes]) -> None:
    antwoord = praat(b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert antwoord.startswith(b"HTTP/1.1 431")


def test_wie_zijn_verzoek_niet_afmaakt_wordt_losgelaten(praat: Callable[[bytes], bytes]) -> None:
    try:
        antwoord = praat(b"GET /v1/gezondheid HTTP/1.1\r\nHost: x\r\n")
    except (ConnectionError, ssl.SSLError):
        antwoord = b""
    assert antwoord == b""


def test_een_body_in_stukken_boven_de_grens_krijgt_een_413(
    praat: Callable[[bytes], bytes],
) -> None:
    stuk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    kop = (
        b"POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    try:
        antwoord = praat(kop + stuk * 17)
    except (ConnectionError, ssl.SSLError) as fout:  # pragma: no cover
        pytest.fail(f"de verbinding brak zonder antwoord: {fout}")
    assert antwoord.startswith(b"HTTP/1.1 413")
    assert b"api-version: 1.0.0" in antwoord
