"""Wat de gateway van een ontvanger leest: niet meer dan een ontvangst groot kan zijn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from gateway.berichten.bezorger import HttpBezorger, Zending
from gateway.fouten import OntvangerOnbruikbaar

BLOK = 1024


class Eindeloos(httpx.AsyncByteStream):
    """Een antwoord dat niet ophoudt."""

    def __init__(self) -> None:
        self.gegeven = 0
        self.dicht = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            self.gegeven += BLOK
            yield b"x" * BLOK

    async def aclose(self) -> None:
        self.dicht = True


def test_van_een_eindeloos_antwoord_wordt_niet_meer_gelezen_dan_mag() -> None:
    antwoord, hoogstens = Eindeloos(), 10 * BLOK

    async def bezorg() -> None:
        vervoer = httpx.MockTransport(lambda _: httpx.Response(200, stream=antwoord))
        async with httpx.AsyncClient(transport=vervoer) as client:
            adres = "https://ontvanger.example/v1/ontvangsten"
            await HttpBezorger(client, hoogstens).bezorg(Zending("POST", adres, b"{}", {}))

    with pytest.raises(OntvangerOnbruikbaar, match="meer dan mag"):
        asyncio.run(asyncio.wait_for(bezorg(), timeout=10))
    assert antwoord.gegeven == hoogstens + BLOK
    assert antwoord.dicht
