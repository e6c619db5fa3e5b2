"""``/v1/overleggen/{id}/verslag`` and ``/v1/gespreksnotities``: what was said, afterwards."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.vormen import Cijfers
from shared.zaak.overleg.notities import Notities
from shared.zaak.overleg.register import PLANNEN
from shared.zaak.overleg.verslag import Verslagen
from shared.zaak.overleg.voorbeelden import (
    VOORBEELD_REGEL,
    VOORBEELD_VASTSTELLING,
    VOORBEELD_VERSLAG,
)
from shared.zaak.overleg.vormen import NotitiesUit, Vaststelling, VerslagUit

Lezer = Annotated[Medewerker, Depends(medewerker("verslagen.lezen"))]
Vaststeller = Annotated[Medewerker, Depends(medewerker(PLANNEN))]


def verslagen_router() -> APIRouter:
    """The operations on verslagen and notes."""
    router = maak_router("overleggen")
    _voeg_verslag_toe(router)
    _voeg_notities_toe(router)
    return router


def _voeg_verslag_toe(router: APIRouter) -> None:
    @router.get(
        "/overleggen/{id}/verslag",
        response_model=VerslagUit,
        **operatie(
            "leesVerslag",
            "Geeft het verslag: welke gegevens deze partij zei en te horen kreeg",
            antwoord=VOORBEELD_VERSLAG,
            fouten=(502,),
            beschrijving=(
                "Voor wie als deelnemer was aangemeld, en wie toezicht houdt. Het verslag volgt "
                "uit wat is getoetst en gezegd. Lezen wordt vastgelegd."
            ),
        ),
    )
    async def lees(
        id: Kenmerk,
        u: UitwisselingAfh,
        wie: Lezer,
        versie: Annotated[
            Cijfers | None, Query(ge=1, description="Een eerdere versie; leeg: de laatste.")
        ] = None,
    ) -> VerslagUit:
        return await Verslagen(u, wie).lees(id, versie)

    @router.post(
        "/overleggen/{id}/verslag/_vaststellen",
        response_model=VerslagUit,
        **operatie(
            "stelVerslagVast",
            "Stelt het verslag vast, met de afspraken",
            verzoek=VOORBEELD_VASTSTELLING,
            antwoord=VOORBEELD_VERSLAG,
            fouten=(409, 502),
            beschrijving=(
                "Kan als van niemand aan tafel nog iets open staat. Wat daarna nog wordt verteld "
                "komt in een volgende versie; een versie verandert niet meer."
            ),
        ),
    )
    async def stel_vast(
        id: Kenmerk, vaststelling: Vaststelling, u: UitwisselingAfh, wie: Vaststeller
    ) -> VerslagUit:
        return await Verslagen(u, wie).stel_vast(id, vaststelling)


def _voeg_notities_toe(router: APIRouter) -> None:
    @router.get(
        "/gespreksnotities",
        response_model=NotitiesUit,
        **operatie(
            "lijstGespreksnotities",
            "Geeft wat er per telefoon is gedeeld: het verslag van elk gesprek",
            antwoord={"gespreksnotities": [VOORBEELD_REGEL], "weggelaten": 0, "volgende": None},
            fouten=(502,),
            beschrijving=(
                "Voor wie aan de lijn was, zonder inhoud. Een pagina kan korter zijn dan gevraagd. "
                "Het inzien wordt vastgelegd."
            ),
        ),
    )
    async def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
    ) -> NotitiesUit:
        return await Notities(u, wie).lijst(groep, pagina)
