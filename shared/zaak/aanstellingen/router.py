"""``/v1/aanstellingen``: who may look over all parties, appointed by all of them together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.poorten.aanstelling import Gelegd
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.aanstellingen.dienst import Aanstellingen, Nieuw
from shared.zaak.aanstellingen.vormen import (
    VOORBEELD,
    VOORBEELD_BEEINDIGD,
    VOORBEELD_DIGEST,
    VOORBEELD_GELDIG,
    VOORBEELD_INVOER,
    AanstellingenUit,
    Aanstellinginvoer,
    AanstellingUit,
    AanstellingversiesUit,
    Beeindigvraag,
    Tekenvraag,
    aanstelling_uit,
)

Ondertekenaar = Annotated[Medewerker, Depends(medewerker("ondertekenen"))]
Aanstellingspad = Annotated[
    Kenmerk, Path(alias="id", description="Het kenmerk van de aanstelling.")
]


def aanstellingen_router() -> APIRouter:
    """Appoint, see, sign, end."""
    router = maak_router("aanstellingen")
    _voeg_lezen_toe(router)
    _voeg_tekenen_toe(router)
    _voeg_beeindigen_toe(router)
    return router


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/aanstellingen",
        response_model=AanstellingenUit,
        **operatie(
            "lijstAanstellingen",
            "Geeft wie er over alle partijen heen mag kijken, waarvoor en hoe lang",
            antwoord={"aanstellingen": [VOORBEELD]},
            beschrijving="Ook wat nog op handtekeningen wacht, en wat voorbij is.",
            fouten=(502,),
        ),
    )
    async def lijst(u: UitwisselingAfh, wie: Lezer) -> AanstellingenUit:
        return AanstellingenUit(aanstellingen=await _vormen(u, await Aanstellingen(u, wie).lijst()))

    @router.get(
        "/aanstellingen/{id}",
        response_model=AanstellingversiesUit,
        **operatie(
            "leesAanstelling",
            "Geeft één aanstelling, met al haar versies",
            antwoord={"versies": [VOORBEELD]},
            fouten=(502,),
        ),
    )
    async def lees(kenmerk: Aanstellingspad, u: UitwisselingAfh, wie: Lezer) -> (
        AanstellingversiesUit
    ):  # fmt: skip
        versies = await Aanstellingen(u, wie).een(kenmerk)
        return AanstellingversiesUit(versies=await _vormen(u, versies))


def _voeg_tekenen_toe(router: APIRouter) -> None:
    @router.post(
        "/aanstellingen",
        response_model=AanstellingUit,
        **operatie(
            "legAanstellingVoor",
            "Tekent een aanstelling van een auditor en legt haar voor aan de andere partijen",
            status=201,
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD,
            beschrijving=(
                "Bij de anderen komt zij op de werklijst. Zij geldt als iedereen heeft getekend."
            ),
            fouten=(409, 502),
        ),
    )
    async def leg_voor(
        invoer: Aanstellinginvoer, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> AanstellingUit:
        nieuw = Nieuw(**invoer.model_dump(exclude={"id"}))
        return await _vorm(u, await Aanstellingen(u, wie).leg_voor(nieuw, invoer.id))

    @router.post(
        "/aanstellingen/{id}/_onderteken",
        response_model=AanstellingUit,
        **operatie(
            "ondertekenAanstelling",
            "Zet de handtekening van deze partij onder de aanstelling die u las",
            verzoek={"digest": VOORBEELD_DIGEST},
            antwoord=VOORBEELD_GELDIG,
            fouten=(409, 502),
        ),
    )
    async def onderteken(
        kenmerk: Aanstellingspad, vraag: Tekenvraag, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> AanstellingUit:
        return await _vorm(u, await Aanstellingen(u, wie).onderteken(kenmerk, vraag.digest))


def _voeg_beeindigen_toe(router: APIRouter) -> None:
    @router.post(
        "/aanstellingen/{id}/_beeindig",
        response_model=AanstellingUit,
        **operatie(
            "beeindigAanstelling",
            "Beëindigt een aanstelling, voor alle partijen en meteen",
            verzoek={"versie": 1},
            antwoord=VOORBEELD_BEEINDIGD,
            beschrijving="Eén partij is genoeg. Ook wat nog op handtekeningen wacht gaat zo weg.",
            fouten=(409, 502),
        ),
    )
    async def beeindig(
        kenmerk: Aanstellingspad, vraag: Beeindigvraag, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> AanstellingUit:
        return await _vorm(u, await Aanstellingen(u, wie).beeindig(kenmerk, vraag.versie))


async def _vorm(u: Uitwisseling, gelegd: Gelegd) -> AanstellingUit:
    return (await _vormen(u, [gelegd]))[0]


async def _vormen(u: Uitwisseling, gelegd: list[Gelegd]) -> list[AanstellingUit]:
    """With who is appointed: a signer must not have to sign for a reference alone."""
    collegas = {str(een["id"]): een for een in await u.gateway.collegas()} if gelegd else {}
    return [aanstelling_uit(een, u.dienst.regels, collegas) for een in gelegd]
