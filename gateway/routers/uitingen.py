"""What is said in one go: may it be said, what came of it, and its content afterwards."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response

from gateway.afhankelijkheden import (
    LEZERS,
    GatewayAfh,
    NaQuery,
    PaginagrootteAfh,
    RaadplegerAfh,
)
from gateway.fouten import InvoerOngeldig
from gateway.ondertekend import lees_ondertekend
from gateway.routers import voorbeelden
from gateway.routers.antwoord import als_json
from gateway.uitingen.opdrachten import Melding
from gateway.uitingen.vormen import (
    Inhoudinvoer,
    Uitingenlijst,
    Uitinggezegdvorm,
    Uitingmelding,
    Uitingvorm,
    gezegdvorm,
    uitingvorm,
)
from gateway.vormen import Kenmerk, Uitwisseling
from shared.bericht.fouten import OngeldigBericht
from shared.bericht.inhoudlevering import OntvangenInhoud
from shared.web.identiteit import OrganisatieAfh
from shared.web.routes import maak_router, operatie

router = maak_router("berichten")

UitingPad = Annotated[Kenmerk, Path(description="Het kenmerk van de uiting (kop.uiting).")]


@router.get(
    "/uitingen",
    **operatie(
        "leesUitingen",
        "Wat u buiten een overleg over een groep zegt of te horen krijgt",
        beschrijving=(
            "Telefoongesprekken, ook wat ervan is bevestigd. Wat in een overleg wordt gezegd, "
            "staat bij dat overleg."
        ),
        antwoord={"uitingen": [voorbeelden.UITING], "volgende": None},
        beveiliging=LEZERS,
    ),
)
def lees_uitingen(
    gateway: GatewayAfh,
    wie: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    groep: Annotated[Kenmerk, Query(description="Het kenmerk van de groep.")],
    na: NaQuery = None,
) -> Uitingenlijst:
    standen, meer = gateway.uitingen.buiten_overleg(groep, wie.partij, na, paginagrootte)
    nu = gateway.klok()
    return Uitingenlijst(
        uitingen=[uitingvorm(stand, wie.partij, nu) for stand in standen],
        volgende=standen[-1].uiting.id if meer else None,
    )


@router.get(
    "/uitingen/{uiting}",
    **operatie(
        "leesUiting",
        "Of wat is getoetst nu mag worden gezegd, en wat ervan is gezegd",
        beschrijving=(
            "Iedereen die het hoort heeft een eigen bericht met dezelfde uiting. Pas als elk "
            "daarvan is toegestaan en door de ander is ingenomen, is `magGezegd` waar: op die dag "
            "in een overleg, aan de telefoon zolang `geldigTot` niet voorbij is. Wie het zegt ziet "
            "alles; wie het hoort alleen zijn eigen bericht."
        ),
        antwoord=voorbeelden.UITING,
        beveiliging=LEZERS,
    ),
)
def lees_uiting(gateway: GatewayAfh, wie: RaadplegerAfh, uiting: UitingPad) -> Uitingvorm:
    return uitingvorm(gateway.uitingen.een(uiting, wie.partij), wie.partij, gateway.klok())


@router.post(
    "/uitingen/{uiting}/_bevestig",
    **operatie(
        "bevestigUiting",
        "Leg vast wat er is gezegd, wanneer en door wie",
        status=201,
        beschrijving=(
            "Wat is gezegd wordt altijd vastgelegd. Was het op dat moment niet voor iedereen "
            "toegestaan, dan zegt het logboek dat, volgt er geen inhoud en is het een incident. "
            "Hetzelfde document nog eens geeft hetzelfde antwoord. Onderteken de body: koppen "
            "`Digest` en `Payload-Signature`."
        ),
        verzoek=voorbeelden.UITINGMELDING,
        antwoord=voorbeelden.GEZEGD,
        fouten=(409,),
    ),
)
async def bevestig_uiting(
    request: Request,
    organisatie: OrganisatieAfh,
    gateway: GatewayAfh,
    melding: Uitingmelding,
    uiting: UitingPad,
) -> Uitinggezegdvorm:
    if melding.uiting != uiting:
        fout = ("/uiting", "is een andere dan die in het adres")
        raise InvoerOngeldig("Het verzoek klopt niet.", (fout,))
    gezegd = await gateway.uitingen.bevestig(
        Melding(uiting, melding.gezegd_op, melding.medewerker, tuple(melding.berichten)),
        await lees_ondertekend(request),
        organisatie.oin,
    )
    return gezegdvorm(gezegd)


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
    gateway: GatewayAfh,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van het bericht (kop.id).")],
) -> Response:
    body = await request.body()
    try:
        ontvangen = OntvangenInhoud.lees(
            body, request.scope["headers"], id, gateway.berichtlimieten
        )
    except OngeldigBericht as fout:
        await gateway.invoerfouten.tel((pad for pad, _ in fout.fouten), organisatie.oin)
        raise
    return als_json(await gateway.inhoudlevering.lever(ontvangen, organisatie.oin), 201)
