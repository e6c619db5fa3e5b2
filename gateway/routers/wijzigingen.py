"""Changing the registers: authorisations and group decisions, each signed and logged."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Path
from starlette.requests import Request

from gateway.afhankelijkheden import GatewayAfh
from gateway.domein import Autorisatie
from gateway.groepsbesluiten import zoals_gelezen
from gateway.ondertekenaars import Handtekening
from gateway.ondertekend import lees_ondertekend
from gateway.registerversie import Registerversie
from gateway.routers import voorbeelden
from gateway.vormen import (
    Autorisatieantwoord,
    Autorisatieinvoer,
    Groepsbesluitantwoord,
    Groepsbesluitinvoer,
    Kenmerk,
)
from shared.web.identiteit import OrganisatieAfh
from shared.web.routes import maak_router, operatie

router = maak_router("registers")


@router.put(
    "/autorisaties/{id}",
    **operatie(
        "registreerAutorisatie",
        "Registreer of wijzig de autorisatie van een eigen medewerker",
        beschrijving=(
            "Een verwijzing met functie en verklaringen, nooit een naam. Onderteken de body: "
            "koppen `Digest` en `Payload-Signature`. Een lagere versie, of dezelfde met een andere "
            "inhoud, is een 409."
        ),
        verzoek=voorbeelden.AUTORISATIE_IN,
        antwoord=voorbeelden.AUTORISATIE_UIT,
        fouten=(409,),
    ),
)
async def registreer_autorisatie(
    request: Request,
    organisatie: OrganisatieAfh,
    gateway: GatewayAfh,
    invoer: Autorisatieinvoer,
    id: Annotated[Kenmerk, Path(description="De verwijzing, door de partij gekozen.")],
) -> Autorisatieantwoord:
    geregistreerd = await gateway.autorisaties.registreer(
        Autorisatie(id=id, **invoer.model_dump(exclude={"id", "versie", "tijdstip"})),
        Registerversie(invoer.id, invoer.versie, invoer.tijdstip),
        await lees_ondertekend(request),
        organisatie.oin,
    )
    return Autorisatieantwoord(
        id=id,
        partij=invoer.partij,
        functie=invoer.functie,
        geldig_tot=invoer.geldig_tot,
        bladnummer=geregistreerd.bladnummer,
    )


@router.post(
    "/groepsbesluiten",
    **operatie(
        "neemGroepsbesluit",
        "Neem een besluit over een groep, ondertekend door wie het convenant daarvoor noemt",
        status=201,
        verzoek=voorbeelden.GROEPSBESLUIT_IN,
        antwoord=voorbeelden.GROEPSBESLUIT_UIT,
        fouten=(409,),
    ),
)
async def neem_groepsbesluit(
    organisatie: OrganisatieAfh, gateway: GatewayAfh, invoer: Groepsbesluitinvoer
) -> Groepsbesluitantwoord:
    wie = await to_thread.run_sync(gateway.toegang.partij, organisatie.oin)
    handtekeningen = {
        partij: Handtekening(een.medewerker, een.handtekening)
        for partij, een in invoer.handtekeningen.items()
    }
    toegepast = await gateway.groepen.pas_toe(invoer.besluit, handtekeningen)
    return Groepsbesluitantwoord(
        bladnummer=toegepast.bladnummer, groep=zoals_gelezen(toegepast.groep, wie)
    )
