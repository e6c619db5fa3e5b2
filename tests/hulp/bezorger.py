"""De weg van de gateway naar een ontvanger, over een client die in het proces blijft."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx

from gateway.berichten.bezorger import Bezorger, Teruggekomen, Zending
from gateway.fouten import OntvangerOnbereikbaar
from shared.web.aanmelding.gebelden import Gebelden
from shared.web.instellingen.instellingen import Instellingen


class ClientBezorger:
    """Een `Bezorger` over deze client; wat een echt net doet, doet zijn vervoer na."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def bezorg(self, zending: Zending) -> Teruggekomen:
        koppen = {"Content-Type": "application/json", **zending.koppen}
        try:
            antwoord = await self._client.request(
                zending.methode, zending.adres, content=zending.body, headers=koppen
            )
        except (httpx.HTTPError, httpx.InvalidURL) as fout:
            raise OntvangerOnbereikbaar("De ontvanger is nu niet bereikbaar.") from fout
        return Teruggekomen(
            antwoord.status_code,
            antwoord.content,
            tuple(antwoord.headers.get_list("payload-signature")),
        )


def bezorger_over(
    maak_client: Callable[[Instellingen, Gebelden], httpx.AsyncClient],
) -> Callable[[Instellingen, Gebelden], AbstractAsyncContextManager[Bezorger]]:
    """Wat de gateway een `Bezorger` geeft over de client die dit maakt."""

    @asynccontextmanager
    async def open_(instellingen: Instellingen, gebelden: Gebelden) -> AsyncIterator[Bezorger]:
        async with maak_client(instellingen, gebelden) as client:
            yield ClientBezorger(client)

    return open_
