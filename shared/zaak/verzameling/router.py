"""``/v1/betrokkenen/_verzamel``: everything a party has about the person of a request."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.rechten.begrippen import BEHANDELEN
from shared.zaak.verzameling.verzamelen import verzamel
from shared.zaak.verzameling.vormen import (
    UIT,
    VRAAG,
    VerzamelingUit,
    Verzamelvraag,
    verzameling_uit,
)

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]


def verzameling_router() -> APIRouter:
    """The one operation."""
    router = maak_router("rechtenverzoeken")

    @router.post(
        "/betrokkenen/_verzamel",
        response_model=VerzamelingUit,
        **operatie(
            "verzamelBetrokkene",
            "Geeft alles wat deze partij heeft over wie een verzoek deed",
            verzoek=VRAAG,
            antwoord=UIT,
            fouten=(409, 410),
            beschrijving=(
                "Eigen gegevens, wat kwam en wat ging, wie keek, en hoe lang alles blijft. "
                "Dit lezen wordt vastgelegd, met het verzoek als reden."
            ),
        ),
    )
    async def verzamel_alles(
        vraag: Verzamelvraag, u: UitwisselingAfh, wie: Behandelaar
    ) -> VerzamelingUit:
        return verzameling_uit(await verzamel(u, wie, vraag.verzoek), u.dienst.regels)

    return router
