"""De weg van de gateway naar een ontvanger, over een client die in het proces blijft."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx

from gateway.berichten.bezorger import Bezorger, Bezorging, Teruggekomen
from gateway.fouten import OntvangerOnbereikbaar, OntvangerOnbruikbaar
from shared.web.aanmelding.gebelden import Gebelden
from shared.web.instellingen.instellingen import Instellingen


class ClientBezorger:
    """Een `Bezorger` over deze client; wat een echt net doet, doet zijn vervoer na."""

    def __init__(self, client: httpx.AsyncClient, hoogstens: int) -> None:
        self._client = client
        self._hoogstens = hoogstens

    async def bezorg(self, bezorging: Bezorging) -> Teruggekomen:
        koppen = {"Content-Type": "application/json", **bezorging.koppen}
        try:
            async with self._client.stream(
                bezorging.methode, bezorging.adres, content=bezorging.body, headers=koppen
            ) as antwoord:
                inhoud = await self._lees(antwoord)
        except (httpx.HTTPError, httpx.InvalidURL) as fout:
            raise OntvangerOnbereikbaar("De ontvanger is nu niet bereikbaar.") from fout
        return Teruggekomen(
            antwoord.status_code,
            inhoud,
            tuple(antwoord.headers.get_list("payload-signature")),
        )

    async def _lees(self, antwoord: httpx.Response) -> bytes:
        gelezen = bytearray()
        async for deel in antwoord.aiter_raw():
            gelezen += deel
            if len(gelezen) > self._hoogstens:
                raise OntvangerOnbruikbaar("De ontvanger antwoordde met meer dan mag.")
        return bytes(gelezen)


def bezorger_over(
    maak_client: Callable[[Instellingen, Gebelden], httpx.AsyncClient],
) -> Callable[[Instellingen, Gebelden], AbstractAsyncContextManager[Bezorger]]:
    """Wat de gateway een `Bezorger` geeft over de client die dit maakt."""

    @asynccontextmanager
    async def open_(instellingen: Instellingen, gebelden: Gebelden) -> AsyncIterator[Bezorger]:
        async with maak_client(instellingen, gebelden) as client:
            yield ClientBezorger(client, instellingen.limieten.max_antwoord_bytes)

    return open_
