"""What a router gets to have a file made while nobody waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from anyio import to_thread
from fastapi import Depends
from fastapi.responses import JSONResponse
from starlette.requests import Request

from gateway.toegang.raadpleger import Raadpleger
from gateway.web.afhankelijkheden import KlokAfh
from gateway.werkzaamheden.bestand import Bestandsvraag
from gateway.werkzaamheden.dienst import Werkzaamheden
from gateway.werkzaamheden.voorbeelden import VOORBEELD
from gateway.werkzaamheden.vormen import WerkzaamheidUit, werk_uit
from shared.tijd.klok import Klok
from shared.web.beschrijving.routes import Ander
from shared.web.langwerk.liever import Liever, wachttijd
from shared.web.langwerk.onderweg import onderweg_koppen
from shared.web.proces.uitloop import Uitloop
from shared.web.verzoek.onderdelen import van

HOOGSTENS_SECONDEN: Final = 10.0
ONDERWEG: Final = {
    202: Ander(
        "U wachtte niet (`Prefer: respond-async`): het bestand wordt klaargezet. In `Location` "
        "staat hoe ver het is, en tot wanneer het er blijft.",
        WerkzaamheidUit,
        VOORBEELD,
    )
}
WerkzaamhedenAfh = Annotated[Werkzaamheden, Depends(van(Werkzaamheden))]


@dataclass(frozen=True)
class Klaarzetten:
    """Of one request. ``wacht``: for how long who asks waits before the 202; None: for the file."""

    werkzaamheden: Werkzaamheden
    uitloop: Uitloop
    klok: Klok
    adres: str
    wacht: float | None

    async def doe(self, vraag: Bestandsvraag, wie: Raadpleger) -> JSONResponse:
        """Takes it on, and answers where it can be followed."""
        werk = await self.werkzaamheden.begin(vraag, wie)
        await self.uitloop.loop(self.wacht, self.werkzaamheden.maak(werk.id))
        werk = await to_thread.run_sync(self.werkzaamheden.lees, werk.id, wie)
        uit = werk_uit(werk, self.werkzaamheden.soort_van(werk), self.klok())
        return JSONResponse(
            uit.model_dump(mode="json", by_alias=True),
            status_code=202,
            headers=onderweg_koppen(self.adres, werk.id),
        )


def _klaarzetten(
    request: Request,
    werkzaamheden: WerkzaamhedenAfh,
    uitloop: Annotated[Uitloop, Depends(van(Uitloop))],
    klok: KlokAfh,
    liever: Liever = None,
) -> Klaarzetten:
    adres = request.app.state.instellingen.server.publieke_url
    return Klaarzetten(werkzaamheden, uitloop, klok, adres, wachttijd(liever, HOOGSTENS_SECONDEN))


KlaarzettenAfh = Annotated[Klaarzetten, Depends(_klaarzetten)]
"""Parameter type for routers."""
