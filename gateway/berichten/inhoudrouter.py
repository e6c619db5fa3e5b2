"""`PUT /v1/berichten/{id}/inhoud`: the content of what was said, afterwards."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from gateway.berichten.inhoudlevering import Inhoudlevering
from gateway.berichten.router import als_json
from gateway.berichten.vormen import Uitwisseling
from gateway.invoerfouten.dienst import Invoerfouten
from gateway.uitingen.vormen import (
    Inhoudinvoer,
)
from gateway.web import voorbeelden
from gateway.web.vormen import Kenmerk
from shared.bericht.fouten import OngeldigBericht
from shared.bericht.inhoudlevering import OntvangenInhoud
from shared.bericht.limieten import Berichtlimieten
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("berichten")

BerichtlimietenAfh = Annotated[Berichtlimieten, Depends(van(Berichtlimieten))]

InvoerfoutenAfh = Annotated[Invoerfouten, Depends(van(Invoerfouten))]

InhoudleveringAfh = Annotated[Inhoudlevering, Depends(van(Inhoudlevering))]


@router.put(
    "/berichten/{id}/inhoud",
    **operatie(
        "leverInhoud",
        "Lever de inhoud van wat is gezegd aan wie het hoorde",
        status=201,
        beschrijving=(
            "Nadat de uiting is bevestigd, en binnen de termijn van het convenant. De gateway "
            "stuurt dezelfde bytes door en bewaart er niets van. Dezelfde bytes nog eens geven "
            "hetzelfde antwoord; andere een 409. Koppen: `Digest` en `Payload-Signature`, als bij "
            "een bericht."
        ),
        verzoek=voorbeelden.INHOUD,
        antwoord=voorbeelden.UITWISSELING,
        model=Uitwisseling,
        verzoekmodel=Inhoudinvoer,
        fouten=(409, 502),
        beschrijving_antwoord="Doorgestuurd, en de ontvangst is vastgelegd",
    ),
)
async def lever_inhoud(
    request: Request,
    organisatie: OrganisatieAfh,
    limieten: BerichtlimietenAfh,
    invoerfouten: InvoerfoutenAfh,
    inhoudlevering: InhoudleveringAfh,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van het bericht (kop.id).")],
) -> Response:
    body = await request.body()
    try:
        ontvangen = OntvangenInhoud.lees(body, request.scope["headers"], id, limieten)
    except OngeldigBericht as fout:
        await invoerfouten.tel((pad for pad, _ in fout.fouten), organisatie.oin)
        raise
    return als_json(await inhoudlevering.lever(ontvangen, organisatie.oin), 201)
