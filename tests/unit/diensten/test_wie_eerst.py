"""Op elk adres van elke dienst: wie zich niet bekendmaakt kost niets, want er wordt niets gelezen.

De adressen komen uit de beschrijvingen zelf; een nieuw adres doet vanzelf mee.
"""

from __future__ import annotations

import asyncio
import re
from functools import cache
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from starlette.types import Message

from deploy.lokaal import lees_lokaal
from shared.web.beschrijving.onderdelen import Document
from shared.web.beschrijving.openapi import Operatie, operaties

VOOR_IEDEREEN = {
    "/gezondheid",
    "/gezondheid/gereed",
    "/verwerkingsactiviteiten",
    "/verwerkingsactiviteiten/{activiteitId}",
    "/authzen-configuration",
    "/convenant/_openbaar",
}
"""Wat iedereen mag lezen; hier wordt niets gestuurd."""

MET_EEN_CODE = {("services.gemeente", "/intakesignalen")}
"""Waar iemand zonder account iets kleins mag sturen: een signaal, met een code van de gemeente."""

MODULES = [deel.module for deel in lees_lokaal().onderdelen]


@cache
def _app(module: str) -> FastAPI:
    app: FastAPI = import_module(f"{module}.app").maak_app_zonder_verbindingen()
    return app


@cache
def _beschrijving(module: str) -> Document:
    return _app(module).openapi()


def _pad(module: str, operatie: Operatie) -> str:
    """Onder de basis, of waar de norm het legt; op de plaatsen staat iets."""
    servers = _beschrijving(module)["paths"][operatie.pad].get("servers")
    basis = urlsplit(servers[0]["url"]).path if servers else "/v1"
    return basis + re.sub(r"\{[^}]*\}", "0193aaaa-0000-7000-8000-000000000001", operatie.pad)


def _vraag(module: str, operatie: Operatie, *anders: tuple[bytes, bytes]) -> int | str:
    """De status voor wie dit stuurt, of wat er misging."""
    uitkomst: list[int | str] = []

    async def ontvang() -> Message:
        uitkomst.append("er is gelezen van iemand die niet bekend is")
        return {"type": "http.disconnect"}

    async def zend(bericht: Message) -> None:
        if bericht["type"] == "http.response.start":
            uitkomst.append(bericht["status"])

    koppen = [(b"host", b"test"), *anders]
    if operatie.methode in ("post", "put", "patch"):
        koppen += [(b"content-type", b"text/onzin"), (b"content-length", b"900000")]
    pad = _pad(module, operatie)
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1",
        "method": operatie.methode.upper(), "scheme": "https", "path": pad,
        "raw_path": pad.encode(), "query_string": b"stauts=onzin", "root_path": "",
        "client": ("192.0.2.7", 1), "server": ("test", 443), "headers": koppen,
    }  # fmt: skip
    asyncio.run(_app(module)(scope, ontvang, zend))
    return uitkomst[0]


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize(
    "kop",
    [(b"x-proef", b"1"), (b"authorization", b"Bearer x.y.z"), (b"accept", b"text/onzin")],
    ids=lambda kop: str(kop[0]),
)
def test_van_wie_zich_niet_bekendmaakt_wordt_nergens_iets_gelezen(
    module: str, kop: tuple[bytes, bytes]
) -> None:
    achter_de_deur = [op for op in operaties(_beschrijving(module)) if op.inhoud["security"]]
    anders = {str(op): uit for op in achter_de_deur if (uit := _vraag(module, op, kop)) != 401}
    assert anders == {}
    assert len(achter_de_deur) > 20


@pytest.mark.parametrize("module", MODULES)
def test_wat_iedereen_mag_lezen_is_bekend_en_neemt_niets_aan(module: str) -> None:
    open_ = [op for op in operaties(_beschrijving(module)) if not op.inhoud["security"]]
    met_code = [op for op in open_ if (module, op.pad) in MET_EEN_CODE]
    rest = [op for op in open_ if op not in met_code]
    assert {op.pad for op in rest} <= VOOR_IEDEREEN
    assert {op.methode for op in rest} == {"get"}
    # Ook daar wordt van iets groots of vreemds niets gelezen.
    assert [(op.methode, _vraag(module, op)) for op in met_code] in ([], [("post", 415)])
