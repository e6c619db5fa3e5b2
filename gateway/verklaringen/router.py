"""That a party destroyed something: said by itself, in the log."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from gateway.toegang.afhankelijkheden import lees_ondertekend
from gateway.verklaringen.dienst import Verklaring, Verklaringen
from gateway.verklaringen.vormen import VOORBEELD, Verklaringantwoord, Verklaringinvoer
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("logboek")

VerklaringenAfh = Annotated[Verklaringen, Depends(van(Verklaringen))]


@router.post(
    "/vernietigingsverklaringen",
    **operatie(
        "geefVernietigingsverklaringAf",
        "Verklaar dat uw partij iets heeft vernietigd: hoeveel waarvan, waarom en wanneer",
        status=201,
        beschrijving=(
            "Codes en aantallen, niets over een persoon. Zij wordt een blad van het log. "
            "Onderteken de body: koppen `Digest` en `Payload-Signature`."
        ),
        verzoek=VOORBEELD,
        antwoord={"id": VOORBEELD["id"], "bladnummer": 42},
        fouten=(409,),
    ),
)
async def geef_af(
    request: Request,
    organisatie: OrganisatieAfh,
    verklaringen: VerklaringenAfh,
    invoer: Verklaringinvoer,
) -> Verklaringantwoord:
    bladnummer = await verklaringen.geef_af(
        Verklaring(
            **invoer.model_dump(exclude={"aantallen"}),
            aantallen=tuple((een.wat, een.aantal) for een in invoer.aantallen),
        ),
        await lees_ondertekend(request),
        organisatie.oin,
    )
    return Verklaringantwoord(id=invoer.id, bladnummer=bladnummer)
