"""Wat de gateway van een ontvanger leest: niet meer dan een ontvangst groot kan zijn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from gateway.berichten.bezorger import Bezorging, HttpBezorger, Teruggekomen
from gateway.fouten import OntvangerOnbereikbaar, OntvangerOnbruikbaar

BLOK = 1024
HOOGSTENS = 10 * BLOK

Afhandeling = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _bezorg(handel_af: Afhandeling | None, adres: str = "") -> Teruggekomen:
    """Een bezorging naar een echte ontvanger op deze machine, of naar `adres`."""

    async def bezorg() -> Teruggekomen:
        app = web.Application()
        if handel_af is not None:
            app.router.add_route("*", "/v1/ontvangsten", handel_af)
        loper = web.AppRunner(app)
        await loper.setup()
        plek = web.TCPSite(loper, "127.0.0.1", 0)
        await plek.start()
        (host, poort), *_ = loper.addresses
        naar = adres or f"http://{host}:{poort}/v1/ontvangsten"
        try:
            async with aiohttp.ClientSession() as sessie:
                bezorging = Bezorging("POST", naar, b'{"a": 1}', {"Digest": "SHA-256=x"})
                return await HttpBezorger(sessie, HOOGSTENS).bezorg(bezorging)
        finally:
            await loper.cleanup()

    return asyncio.run(asyncio.wait_for(bezorg(), timeout=10))


def test_bytes_en_koppen_gaan_heen_en_terug() -> None:
    async def ontvang(verzoek: web.Request) -> web.StreamResponse:
        assert await verzoek.read() == b'{"a": 1}'
        assert verzoek.headers["Digest"] == "SHA-256=x"
        assert verzoek.headers["Content-Type"] == "application/json"
        antwoord = web.Response(status=422, body=b"tekst")
        antwoord.headers.add("Payload-Signature", "een")
        antwoord.headers.add("Payload-Signature", "twee")
        return antwoord

    assert _bezorg(ontvang) == Teruggekomen(422, b"tekst", ("een", "twee"))


def test_een_doorverwijzing_wordt_niet_gevolgd() -> None:
    async def verwijs(_: web.Request) -> web.StreamResponse:
        return web.Response(status=307, headers={"Location": "/elders"})

    assert _bezorg(verwijs).status == 307


def test_van_een_eindeloos_antwoord_wordt_niet_meer_gelezen_dan_mag() -> None:
    async def ontvang(verzoek: web.Request) -> web.StreamResponse:
        antwoord = web.StreamResponse()
        await antwoord.prepare(verzoek)
        while True:
            await antwoord.write(b"x" * BLOK)

    with pytest.raises(OntvangerOnbruikbaar, match="meer dan mag"):
        _bezorg(ontvang)


@pytest.mark.parametrize(("lengte", "mag"), [(HOOGSTENS, True), (HOOGSTENS + 1, False)])
def test_tot_en_met_de_grens_wordt_een_antwoord_gelezen(lengte: int, mag: bool) -> None:
    async def ontvang(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x" * lengte)

    if mag:
        assert len(_bezorg(ontvang).body) == lengte
        return
    with pytest.raises(OntvangerOnbruikbaar):
        _bezorg(ontvang)


def test_een_antwoord_dat_afbreekt_is_er_niet() -> None:
    async def breek_af(verzoek: web.Request) -> web.StreamResponse:
        antwoord = web.StreamResponse(headers={"Content-Length": "100"})
        await antwoord.prepare(verzoek)
        await antwoord.write(b"half")
        assert verzoek.transport is not None
        verzoek.transport.abort()
        return antwoord

    with pytest.raises(OntvangerOnbereikbaar):
        _bezorg(breek_af)


@pytest.mark.parametrize("adres", ["http://127.0.0.1:1/v1/ontvangsten", "geen adres", "http://"])
def test_een_adres_waar_niemand_is(adres: str) -> None:
    with pytest.raises(OntvangerOnbereikbaar):
        _bezorg(None, adres)
