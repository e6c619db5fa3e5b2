"""What is said in one go: may it be said, what came of it, and its content afterwards."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query
from starlette.requests import Request

from gateway.fouten import InvoerOngeldig
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, lees_ondertekend
from gateway.uitingen.dienst import Uitingen
from gateway.uitingen.opdrachten import Melding
from gateway.uitingen.vormen import (
    Uitingenlijst,
    Uitinggezegdvorm,
    Uitingmelding,
    Uitingvorm,
    gezegdvorm,
    uitingvorm,
)
from gateway.web import voorbeelden
from gateway.web.afhankelijkheden import KlokAfh
from gateway.web.paginering import NaQuery, PaginagrootteAfh
from gateway.web.vormen import Kenmerk
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("berichten")

UitingenAfh = Annotated[Uitingen, Depends(van(Uitingen))]

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
    uitingen: UitingenAfh,
    klok: KlokAfh,
    wie: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    groep: Annotated[Kenmerk, Query(description="Het kenmerk van de groep.")],
    na: NaQuery = None,
) -> Uitingenlijst:
    standen, meer = uitingen.buiten_overleg(groep, wie.partij, na, paginagrootte)
    nu = klok()
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
def lees_uiting(
    uitingen: UitingenAfh, klok: KlokAfh, wie: RaadplegerAfh, uiting: UitingPad
) -> Uitingvorm:
    return uitingvorm(uitingen.een(uiting, wie.partij), wie.partij, klok())


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
    uitingen: UitingenAfh,
    melding: Uitingmelding,
    uiting: UitingPad,
) -> Uitinggezegdvorm:
    if melding.uiting != uiting:
        fout = ("/uiting", "is een andere dan die in het adres")
        raise InvoerOngeldig("Het verzoek klopt niet.", (fout,))
    gezegd = await uitingen.bevestig(
        Melding(uiting, melding.gezegd_op, melding.medewerker, tuple(melding.berichten)),
        await lees_ondertekend(request),
        organisatie.oin,
    )
    return gezegdvorm(gezegd)
