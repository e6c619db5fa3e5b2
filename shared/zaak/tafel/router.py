"""``/v1/overleggen``: the agenda."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.tafel.agenda import lees_agenda
from shared.zaak.tafel.voorbeelden import VOORBEELD_AGENDA
from shared.zaak.tafel.vormen import AgendaUit

Deelnemer = Annotated[Medewerker, Depends(medewerker("verslagen.lezen"))]


def tafel_router() -> APIRouter:
    """The operations on who meets when."""
    router = maak_router("overleggen")
    _voeg_agenda_toe(router)
    return router


def _voeg_agenda_toe(router: APIRouter) -> None:
    @router.get(
        "/overleggen",
        response_model=AgendaUit,
        **operatie(
            "lijstOverleggen",
            "Geeft de overleggen waar deze partij vandaag bij hoort: van een groep, of een agenda",
            antwoord=VOORBEELD_AGENDA,
            fouten=(502,),
            beschrijving=(
                "Noem een groep, of de eerste en de laatste dag (hoogstens een jaar), of allebei. "
                "Wie geen overleggen plant, ziet alleen waar hij zelf voor is aangemeld."
            ),
        ),
    )
    async def lijst(
        u: UitwisselingAfh,
        wie: Deelnemer,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        van: Annotated[date | None, Query(description="De eerste dag.")] = None,
        tot: Annotated[date | None, Query(description="De laatste dag.")] = None,
    ) -> AgendaUit:
        return await lees_agenda(u, wie, groep, van, tot)
