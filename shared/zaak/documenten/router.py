"""``/v1/verstrekkingen/{id}/documenten``: the readable form of a message, and its password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.documenten.dienst import Documenten
from shared.zaak.documenten.vormen import (
    VOORBEELD_DOCUMENT,
    VOORBEELD_GEMAAKT,
    VOORBEELD_VERSTREKT,
    VOORBEELD_WACHTWOORD,
    DocumentenUit,
    DocumentUit,
    Documentvraag,
    GemaaktUit,
    Wachtwoordvraag,
    document_uit,
    gemaakt_uit,
)

Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]


def documenten_router() -> APIRouter:
    """The operations on documents."""
    router = maak_router("documenten")

    @router.post(
        "/verstrekkingen/{id}/documenten",
        response_model=GemaaktUit,
        **operatie(
            "maakDocument",
            "Maakt een leesbaar document van een verstrekking die mocht en is aangekomen",
            status=201,
            verzoek={"weg": "beveiligde-email", "metWachtwoord": True},
            antwoord=VOORBEELD_GEMAAKT,
            fouten=(409, 410, 502),
            beschrijving=(
                "Document en wachtwoord staan alleen in dit antwoord en worden nergens bewaard. "
                "Geef het wachtwoord langs een andere weg dan het document. Mag de verstrekking "
                "intussen niet meer, dan is het antwoord een 403 met alle redenen."
            ),
        ),
    )
    async def maak(
        id: Kenmerk, vraag: Documentvraag, u: UitwisselingAfh, wie: Verstrekker
    ) -> GemaaktUit:
        gemaakt = await Documenten(u, wie).maak(id, vraag.weg, wachtwoord=vraag.met_wachtwoord)
        return gemaakt_uit(gemaakt)

    @router.get(
        "/verstrekkingen/{id}/documenten",
        response_model=DocumentenUit,
        **operatie(
            "lijstDocumenten",
            "Geeft welke documenten van een verstrekking zijn gemaakt",
            antwoord={"documenten": [VOORBEELD_DOCUMENT]},
        ),
    )
    def lijst(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> DocumentenUit:
        standen = Documenten(u, wie).van_bericht(id)
        return DocumentenUit(documenten=[document_uit(een) for een in standen])

    @router.post(
        "/documenten/{document}/_wachtwoordverstrekt",
        response_model=DocumentUit,
        **operatie(
            "legWachtwoordVast",
            "Legt vast langs welke weg en aan wie het wachtwoord is gegeven",
            verzoek=VOORBEELD_WACHTWOORD,
            antwoord=VOORBEELD_VERSTREKT,
            fouten=(409,),
            beschrijving="Het wachtwoord zelf wordt niet gevraagd en niet bewaard.",
        ),
    )
    def verstrekt(
        document: Kenmerk, vraag: Wachtwoordvraag, u: UitwisselingAfh, wie: Verstrekker
    ) -> DocumentUit:
        return document_uit(Documenten(u, wie).noteer_wachtwoord(document, vraag.weg, vraag.aan))

    return router
