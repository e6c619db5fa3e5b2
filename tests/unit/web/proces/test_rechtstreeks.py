"""Een gemerkt adres antwoordt in alles als een gewoon adres."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from deploy.pki import Pki
from shared.web.aanmelding.identiteit import transportidentiteit
from shared.web.beschrijving.operaties import huidige_operatie
from shared.web.beschrijving.routes import maak_router, operatie, rechtstreeks
from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout
from shared.web.proces.app import maak_app
from tests.unit.web.conftest import maak_instellingen

MERKEN = {"recht": rechtstreeks, "gewoon": lambda eindpunt: eindpunt}
JSON = {"content-type": "application/json"}


def _app(pki: Pki) -> FastAPI:
    router = maak_router("proeven")

    async def neem(request: Request) -> Response:
        body = await request.body()
        if b"onbekend" in body:
            raise RuntimeError
        if b"bekend" in body:
            raise ProbleemFout(409, "Dit kan niet.")
        gaande = huidige_operatie.get()
        label = "" if gaande is None else gaande.label
        return Response(body, 201, {"x-label": label}, media_type="application/json")

    async def voor_organisaties(request: Request) -> Response:
        await transportidentiteit(request)
        return Response(b"{}", 201, media_type="application/json")

    for naam, merk in MERKEN.items():
        eigen = operatie(f"neem{naam}", "Neem", status=201, verzoek={}, antwoord={})
        router.post(f"/{naam}", **eigen)(merk(_kopie(neem)))
        dicht = operatie(
            f"dicht{naam}",
            "Dicht",
            status=201,
            verzoek={},
            antwoord={},
            beveiliging=("organisatie",),
        )
        router.post(f"/{naam}/dicht", **dicht)(merk(_kopie(voor_organisaties)))
    instellingen = maak_instellingen(pki, "gemeente", limieten=Limieten(max_body_bytes=100))
    return maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])


def _kopie(eindpunt: Any) -> Any:
    async def eigen(request: Request) -> Response:
        antwoord: Response = await eindpunt(request)
        return antwoord

    return eigen


async def _stroom() -> AsyncIterator[bytes]:
    for _ in range(3):
        yield b"x" * 50


VRAGEN: dict[str, dict[str, Any]] = {
    "goed": {"content": b"{}", "headers": JSON},
    "dicht": {"pad": "/dicht", "content": b"{}", "headers": JSON},
    "andere vorm": {"content": b"{}", "headers": {"content-type": "text/plain"}},
    "ander antwoord": {"content": b"{}", "headers": JSON | {"accept": "text/html"}},
    "te groot": {"content": b"x" * 101, "headers": JSON},
    "te groot in delen": {"content": _stroom, "headers": JSON},
    "vreemde vraagnaam": {"params": {"wat": "x"}, "content": b"{}", "headers": JSON},
    "nul in de vraag": {"params": {"wat": "\x00"}, "content": b"{}", "headers": JSON},
    "fout met een rij": {"content": b"bekend", "headers": JSON},
    "fout zonder rij": {"content": b"onbekend", "headers": JSON},
    "andere methode": {"methode": "GET"},
    "twee hosts": {"content": b"{}", "headers": [*JSON.items(), ("host", "a"), ("host", "b")]},
    "spoor": {"content": b"{}", "headers": JSON | {"x-request-id": "van mij"}},
}


async def _vraag(app: FastAPI, naam: str, wat: dict[str, Any]) -> tuple[Any, ...]:
    wat = dict(wat)
    methode, pad = wat.pop("methode", "POST"), wat.pop("pad", "")
    if callable(wat.get("content")):
        wat["content"] = wat["content"]()
    lijn = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=lijn, base_url="https://proef") as client:
        antwoord = await client.request(methode, f"/v1/{naam}{pad}", **wat)
    koppen = {k: w for k, w in antwoord.headers.items() if k not in ("traceparent", "x-request-id")}
    eigen = antwoord.headers["x-request-id"] == "van mij"
    return antwoord.status_code, koppen, antwoord.content, eigen


@pytest.mark.parametrize("vraag", VRAGEN)
def test_het_antwoord_is_dat_van_een_gewoon_adres(pki: Pki, vraag: str) -> None:
    app = _app(pki)
    recht = asyncio.run(_vraag(app, "recht", VRAGEN[vraag]))
    assert recht == asyncio.run(_vraag(app, "gewoon", VRAGEN[vraag]))
    assert recht[3] == (vraag == "spoor")
    verwacht = {
        "goed": 201, "spoor": 201, "dicht": 401, "andere vorm": 415, "ander antwoord": 406,
        "te groot": 413, "te groot in delen": 413, "fout met een rij": 409,
        "fout zonder rij": 500, "andere methode": 405,
    }  # fmt: skip
    assert recht[0] == verwacht.get(vraag, 400)


def test_beide_horen_bij_hun_operatie(pki: Pki) -> None:
    app = _app(pki)
    for naam in MERKEN:
        _, koppen, _, _ = asyncio.run(_vraag(app, naam, VRAGEN["goed"]))
        assert koppen["x-label"] == "proeven"


def test_wie_meer_vraagt_dan_het_verzoek_gaat_niet_rechtstreeks(pki: Pki) -> None:
    router = maak_router("proeven")

    @router.get("/stuk", **operatie("leesStuk", "Lees", antwoord={}))
    @rechtstreeks
    async def lees(aantal: int = 1) -> dict[str, int]:
        return {"aantal": aantal}

    app = maak_app("P", "P", "1.0.0", maak_instellingen(pki, "gemeente"), routers=[router])
    status, *_ = asyncio.run(_vraag(app, "stuk", {"methode": "GET"}))
    assert status == 500
