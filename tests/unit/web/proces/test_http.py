"""HTTP zoals de normen het zeggen (RFC 9110, 9112, Trace Context), aan een echte server."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

import httpx
import pytest
from fastapi import FastAPI, Header, Request, Response

from deploy.pki import Pki
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.proces.app import maak_app
from shared.web.proces.clients import maak_client, vraag
from shared.web.spoor import lees_spoor, verzoek_id_in_log
from shared.web.verzoek.paginering import eis_if_match, etag
from tests.unit.web.conftest import draaiende_server, maak_instellingen

ETAG = etag("stuk", 7)
TRACE, OUDER, ANDER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "00f067aa0ba902b7"

UUID = b"0193aaaa-0000-7000-8000-0000000000d1"


def _app(instellingen: Instellingen) -> FastAPI:
    router = maak_router("stukken")

    @router.get(
        "/stuk",
        **operatie("leesStuk", "Lees", antwoord={"x": "x"}, koppen={"ETag": "De versie."}),
    )
    async def lees(uit: Response) -> dict[str, str]:
        uit.headers["ETag"] = ETAG
        uit.headers["Cache-Control"] = "private, no-cache"
        return {"x": "y" * 50}

    @router.put("/stuk", **operatie("wijzigStuk", "Wijzig", antwoord={"x": "x"}, verzoek={}))
    async def wijzig(if_match: Annotated[str | None, Header()] = None) -> dict[str, str]:
        eis_if_match(if_match, ETAG)
        return {"x": "gewijzigd"}

    @router.get("/koppen", **operatie("leesKoppen", "Koppen", antwoord={"x": "x"}))
    async def koppen(request: Request) -> dict[str, str]:
        return dict(request.headers)

    @router.get("/door", **operatie("belDoor", "Door", antwoord={"x": "x"}))
    async def door(request: Request) -> dict[str, str]:
        basis = f"https://localhost:{request.scope['server'][1]}"
        async with maak_client(instellingen, basis) as client:
            antwoord = await vraag(client, "GET", "/v1/koppen", max_bytes=10_000)
        gebeld: dict[str, str] = json.loads(antwoord.inhoud)
        return gebeld

    return maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])


@pytest.fixture(scope="module")
def poort(pki: Pki) -> Iterator[int]:
    gemeente = maak_instellingen(pki, "gemeente", limieten=Limieten())
    with draaiende_server(_app(gemeente), gemeente) as poort:
        yield poort


@dataclass
class Antwoord:
    status: int
    koppen: httpx.Headers
    inhoud: bytes

    def json(self) -> dict[str, str]:
        document: dict[str, str] = json.loads(self.inhoud)
        return document


Vragen = Callable[..., Antwoord]


@pytest.fixture
def stuur(pki: Pki, poort: int) -> Vragen:
    """Stuurt precies deze regels, zonder dat een bibliotheek er iets aan recht zet."""
    context = ssl.create_default_context(cafile=str(pki.vertrouwen))

    def doe(regel: str, *koppen: str, host: str | None = "localhost") -> Antwoord:
        regels = [regel, *([] if host is None else [f"Host: {host}"]), *koppen, "Connection: close"]
        with (
            socket.create_connection(("localhost", poort), timeout=10) as rauw,
            context.wrap_socket(rauw, server_hostname="localhost") as verbinding,
        ):
            verbinding.sendall("\r\n".join([*regels, "", ""]).encode("latin-1"))
            ontvangen = b""
            while stuk := verbinding.recv(65536):
                ontvangen += stuk
        return _lees(ontvangen)

    return doe


def _lees(ontvangen: bytes) -> Antwoord:
    kop, _, inhoud = ontvangen.partition(b"\r\n\r\n")
    eerste, *regels = kop.split(b"\r\n")
    paren = [tuple(regel.split(b": ", 1)) for regel in regels]
    return Antwoord(int(eerste.split()[1]), httpx.Headers(paren), inhoud)  # type: ignore[arg-type]


def test_head_geeft_de_koppen_van_get_zonder_inhoud(stuur: Vragen) -> None:
    met, zonder = stuur("GET /v1/stuk HTTP/1.1"), stuur("HEAD /v1/stuk HTTP/1.1")
    assert (zonder.status, zonder.inhoud) == (200, b"")
    for naam in ("content-length", "content-type", "etag", "api-version"):
        assert zonder.koppen[naam] == met.koppen[naam]
    assert int(zonder.koppen["content-length"]) == len(met.inhoud)
    weg = stuur("HEAD /v1/bestaat-niet HTTP/1.1")
    assert (weg.status, weg.inhoud) == (404, b"")


def test_wat_niet_te_lezen_is_kent_ook_geen_head(stuur: Vragen) -> None:
    assert stuur("DELETE /v1/stuk HTTP/1.1").koppen["allow"] == "GET, HEAD, PUT"


def test_een_lijst_in_twee_regels_is_een_lijst(stuur: Vragen) -> None:
    accept = stuur("GET /v1/stuk HTTP/1.1", "Accept: text/html", "Accept: application/json")
    assert accept.status == 200
    assert stuur("GET /v1/stuk HTTP/1.1", "Accept: text/html", "Accept: text/csv").status == 406
    for eerst, daarna in ((ETAG, '"ander"'), ('"ander"', ETAG)):
        regels = (f"If-Match: {eerst}", f"If-Match: {daarna}")
        inhoud = ("Content-Type: application/json", "Content-Length: 0")
        assert stuur("PUT /v1/stuk HTTP/1.1", *regels, *inhoud).status == 200


@pytest.mark.parametrize(
    "kop",
    [
        ETAG,
        f"W/{ETAG}",
        "*",
        f'"een,met,komma", {ETAG}',
        f'W/"ander",W/{ETAG} ,',
    ],
)
def test_wie_het_al_heeft_krijgt_het_niet_nog_eens(stuur: Vragen, kop: str) -> None:
    antwoord = stuur("GET /v1/stuk HTTP/1.1", f"If-None-Match: {kop}")
    assert (antwoord.status, antwoord.inhoud) == (304, b"")
    assert antwoord.koppen["etag"] == ETAG
    assert antwoord.koppen["cache-control"] == "private, no-cache"
    assert stuur("HEAD /v1/stuk HTTP/1.1", f"If-None-Match: {kop}").status == 304


@pytest.mark.parametrize("kop", ['"ander"', 'W/"ander"', ETAG.strip('"'), f"{ETAG}{ETAG[:5]}", ""])
def test_wie_iets_anders_heeft_krijgt_het_wel(stuur: Vragen, kop: str) -> None:
    assert stuur("GET /v1/stuk HTTP/1.1", f"If-None-Match: {kop}").status == 200


def test_een_if_none_match_in_twee_regels_is_een_lijst(stuur: Vragen) -> None:
    regels = (f"If-None-Match: {ETAG}", 'If-None-Match: "ander"')
    assert stuur("GET /v1/stuk HTTP/1.1", *regels).status == 304


@pytest.mark.parametrize(
    "kop", ["x y", "a@b", "https://localhost/", "[::1", "a,b\tc", "localhost:x"]
)
def test_een_host_die_geen_host_is_wordt_geweigerd(stuur: Vragen, kop: str) -> None:
    assert stuur("GET /v1/gezondheid HTTP/1.1", host=kop).status == 400


def test_een_verzoek_noemt_precies_een_host(stuur: Vragen) -> None:
    geen = stuur("GET /v1/gezondheid HTTP/1.1", host=None)
    assert (geen.status, geen.koppen["content-type"]) == (400, "application/problem+json")
    assert "Host" in geen.json()["detail"]
    for tweede in ("localhost", "elders.example"):
        assert stuur("GET /v1/gezondheid HTTP/1.1", f"Host: {tweede}").status == 400
    for goed in ("localhost", "localhost:8443", "[::1]:443", "127.0.0.1"):
        assert stuur("GET /v1/gezondheid HTTP/1.1", host=goed).status == 200
    assert stuur("GET /v1/gezondheid HTTP/1.0", host=None).status == 200


def test_witruimte_om_een_waarde_hoort_er_niet_bij(stuur: Vragen) -> None:
    antwoord = stuur("GET /v1/koppen HTTP/1.1", "X-Proef:  \t een waarde \t ")
    assert antwoord.json()["x-proef"] == "een waarde"


@pytest.mark.parametrize(
    "waarde", ["proef-7", "met spatie", '{"a": 1}', "é", "a" * 1024, "urn:uuid:0193aaaa", "<b>"]
)
def test_het_nummer_van_een_verzoek_komt_terug_wat_er_ook_in_staat(
    stuur: Vragen, waarde: str
) -> None:
    antwoord = stuur("GET /v1/gezondheid HTTP/1.1", f"X-Request-ID: {waarde}")
    terug = next(w for n, w in antwoord.koppen.raw if n == b"x-request-id")
    assert terug == waarde.encode("latin-1")


@pytest.mark.parametrize("waarde", ["", "a" * 1025])
def test_zonder_bruikbaar_nummer_geven_wij_er_zelf_een(stuur: Vragen, waarde: str) -> None:
    antwoord = stuur("GET /v1/gezondheid HTTP/1.1", f"X-Request-ID: {waarde}")
    assert re.fullmatch(r"[0-9a-f]{16}", antwoord.koppen["x-request-id"])


@pytest.mark.parametrize(
    "waarde", [b"Kruimel-Nooitgedacht", b"proef-7", b"\xe9", b"urn:uuid:" + UUID, UUID + b"-x", b""]
)
def test_wat_een_ander_als_nummer_bedacht_komt_niet_in_een_logregel(waarde: bytes) -> None:
    spoor = lees_spoor(None)
    assert verzoek_id_in_log(waarde, spoor) == spoor.span_id
    assert verzoek_id_in_log(UUID, spoor) == UUID.decode()


def test_twee_traceparents_zeggen_niets_en_beginnen_een_eigen_spoor(stuur: Vragen) -> None:
    een = f"traceparent: 00-{TRACE}-{OUDER}-01"
    assert stuur("GET /v1/stuk HTTP/1.1", een).koppen["traceparent"].split("-")[1] == TRACE
    for tweede in (een, f"traceparent: 00-{TRACE}-{ANDER}-01"):
        terug = stuur("GET /v1/stuk HTTP/1.1", een, tweede).koppen["traceparent"]
        assert terug.split("-")[1] != TRACE


STAAT = "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"


@pytest.mark.parametrize(
    ("regels", "verwacht"),
    [
        ([STAAT], STAAT),
        (["congo=t61rcWkgMzE ", "rojo=00f067aa0ba902b7"], STAAT),
        (["a=1,,b=2, "], "a=1,b=2"),
        (["0a@b=x y"], "0a@b=x y"),
        (["geen-staat"], None),
        (["A=1"], None),
        (["a=b=c"], None),
        ([",".join(f"a{n}=1" for n in range(33))], None),
        ([f"lang={'x' * 200},kort=1,ook={'y' * 250},en={'z' * 100}"], f"kort=1,en={'z' * 100}"),
        ([], None),
    ],
)
def test_de_tracestate_gaat_mee_naar_wie_wij_bellen(
    stuur: Vragen, regels: list[str], verwacht: str | None
) -> None:
    ouder = f"traceparent: 00-{TRACE}-{OUDER}-01"
    gebeld = stuur("GET /v1/door HTTP/1.1", ouder, *(f"tracestate: {r}" for r in regels)).json()
    assert gebeld["traceparent"].split("-")[1] == TRACE
    assert gebeld.get("tracestate") == verwacht


def test_een_tracestate_zonder_traceparent_hoort_bij_geen_spoor(stuur: Vragen) -> None:
    gebeld = stuur("GET /v1/door HTTP/1.1", f"tracestate: {STAAT}").json()
    assert "tracestate" not in gebeld


def test_de_beschrijving_noemt_het_304(pki: Pki) -> None:
    document = _app(maak_instellingen(pki)).openapi()
    lezen = document["paths"]["/stuk"]["get"]
    assert "304" in lezen["responses"]
    (parameter,) = lezen["parameters"]
    assert (parameter["name"], parameter["in"]) == ("If-None-Match", "header")
    assert "304" not in document["paths"]["/koppen"]["get"]["responses"]
