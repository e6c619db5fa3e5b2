"""HTTP zoals de normen het zeggen, op elke dienst en de gateway; zie ook `test_http.py`."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from deploy.lokaal import lees_lokaal

MODULES = [deel.module for deel in lees_lokaal().onderdelen]
IEDEREEN = ("/v1/gezondheid", "/v1/gezondheid/gereed", "/v1/verwerkingsactiviteiten")
TRACE = "0af7651916cd43dd8448eb211c80319c"
OUDER = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture(scope="module", params=MODULES)
def app(request: pytest.FixtureRequest) -> FastAPI:
    app: FastAPI = import_module(f"{request.param}.app").maak_app_zonder_verbindingen()
    return app


def _vraag(app: FastAPI, methode: str, pad: str, *koppen: tuple[str, str]) -> httpx.Response:
    async def doe() -> httpx.Response:
        transport: Any = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
            return await client.request(methode, pad, headers=list(koppen))

    return asyncio.run(doe())


@pytest.mark.parametrize("pad", ["/v1/gezondheid", "/v1/verwerkingsactiviteiten"])
def test_head_is_get_zonder_inhoud(app: FastAPI, pad: str) -> None:
    met, zonder = _vraag(app, "GET", pad), _vraag(app, "HEAD", pad)
    assert (zonder.status_code, zonder.content) == (200, b"")
    assert zonder.headers["content-length"] == str(len(met.content))


@pytest.mark.parametrize("pad", IEDEREEN)
def test_een_naam_in_de_vraag_die_er_niet_hoort_wordt_genoemd(app: FastAPI, pad: str) -> None:
    antwoord = _vraag(app, "GET", f"{pad}?stauts=nieuw")
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "query:stauts"


def test_een_lijst_in_twee_regels_is_een_lijst(app: FastAPI) -> None:
    html, json_ = ("Accept", "text/html"), ("Accept", "application/json")
    assert _vraag(app, "GET", "/v1/gezondheid", html, json_).status_code == 200
    assert _vraag(app, "GET", "/v1/gezondheid", html).status_code == 406


def test_twee_hosts_zijn_er_een_te_veel(app: FastAPI) -> None:
    twee = (("Host", "test"), ("Host", "elders.example"))
    assert _vraag(app, "GET", "/v1/gezondheid", *twee).status_code == 400


def test_het_nummer_komt_terug_en_twee_sporen_zijn_er_geen(app: FastAPI) -> None:
    een = _vraag(app, "GET", "/v1/gezondheid", ("X-Request-ID", "a b"), ("traceparent", OUDER))
    assert een.headers["x-request-id"] == "a b"
    assert een.headers["traceparent"].split("-")[1] == TRACE
    sporen = (("traceparent", OUDER), ("traceparent", OUDER))
    assert (
        _vraag(app, "GET", "/v1/gezondheid", *sporen).headers["traceparent"].split("-")[1] != TRACE
    )
