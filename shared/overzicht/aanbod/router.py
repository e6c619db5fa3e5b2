"""``POST /v1/verstrekkingen/_mogelijkheden``: what of these people may go, before composing."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.overzicht.aanbod.dienst import Aanbod
from shared.overzicht.aanbod.vormen import (
    VOORBEELD,
    VOORBEELD_VRAAG,
    MogelijkhedenUit,
    Mogelijkhedenvraag,
    persoon_uit,
)
from shared.partij.fouten import OngeldigeInvoer
from shared.verzenden.mogelijk.stand import stand_van
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.afhankelijkheden import VersturenAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout

Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken", zoekt=True))]


def aanbod_router() -> APIRouter:
    """The one question."""
    router = maak_router("verstrekkingen")

    @router.post(
        "/verstrekkingen/_mogelijkheden",
        response_model=MogelijkhedenUit,
        **operatie(
            "toonMogelijkheden",
            "Toont wat uw bestand van deze mensen heeft, en wat daarvan nu naar de ander mag",
            verzoek=VOORBEELD_VRAAG,
            antwoord=VOORBEELD,
            fouten=(502,),
            beschrijving=(
                "Van elk eigen gegeven het oordeel van de toetsing, met de groep zoals zij nu is, "
                "als u kiest en verklaart wat erbij hoort. Er wordt niets verstuurd; het is het "
                "lezen van deze mensen, en dat wordt vastgelegd."
            ),
        ),
    )
    async def toon(
        vraag: Mogelijkhedenvraag, u: UitwisselingAfh, versturen: VersturenAfh, wie: Verstrekker
    ) -> MogelijkhedenUit:
        dienst = u.dienst
        wie.eis_groep(vraag.groep)
        andere = sorted(set(dienst.regels.partijen) - {dienst.partij.code})
        if vraag.ontvanger not in andere:
            zin = f"Kies een andere partij bij het convenant: {', '.join(andere)}."
            raise OngeldigeInvoer([Invoerfout("/ontvanger", zin)])
        groep = await u.gateway.groep(vraag.groep)
        partijen = (dienst.partij.code, vraag.ontvanger)
        stand = await stand_van(dienst, versturen.eigentoets.boek, groep, partijen)
        aanbod = Aanbod(dienst, wie, versturen.beletsel, vraag.ontvanger, stand)
        gevonden = await asyncio.to_thread(aanbod.van, list(dict.fromkeys(vraag.personen)))
        return MogelijkhedenUit(
            groep=vraag.groep,
            ontvanger=vraag.ontvanger,
            personen=[persoon_uit(een, dienst.regels) for een in gevonden],
        )

    return router
