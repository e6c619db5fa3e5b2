"""``/v1/overleggen``: the agenda."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.afhankelijkheden import VersturenAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.overleg.register import PLANNEN
from shared.zaak.tafel.agenda import lees_agenda
from shared.zaak.tafel.contact import Tafelcontact
from shared.zaak.tafel.contactvormen import Contactopdracht, ContactstandenUit, TafelgenotenUit
from shared.zaak.tafel.deur import Deur
from shared.zaak.tafel.voorbeelden import (
    VOORBEELD_AGENDA,
    VOORBEELD_CONTACTOPDRACHT,
    VOORBEELD_CONTACTSTANDEN,
    VOORBEELD_TAFELGENOTEN,
    VOORBEELD_TOEGELATEN,
    VOORBEELD_TOELATING,
)
from shared.zaak.tafel.vormen import AgendaUit, Toelating, ToelatingUit

Deelnemer = Annotated[Medewerker, Depends(medewerker("verslagen.lezen"))]
Gever = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
Organisator = Annotated[Medewerker, Depends(medewerker(PLANNEN))]


def tafel_router() -> APIRouter:
    """The operations on who meets when."""
    router = maak_router("overleggen")
    _voeg_agenda_toe(router)
    _voeg_deur_toe(router)
    _voeg_contact_toe(router)
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


def _voeg_deur_toe(router: APIRouter) -> None:
    @router.post(
        "/overleggen/{id}/_toelaten",
        response_model=ToelatingUit,
        **operatie(
            "laatDeelnemerToe",
            "Laat aan de deur iemand toe die niet was uitgenodigd",
            verzoek=VOORBEELD_TOELATING,
            antwoord=VOORBEELD_TOEGELATEN,
            fouten=(409, 502),
            beschrijving=(
                "Voor wie voor de organisator aan tafel zit en nakeek wie het is. Is er al iets "
                "toegestaan om te zeggen, dan komt er niemand meer bij."
            ),
        ),
    )
    async def laat_toe(
        id: Kenmerk, invoer: Toelating, u: UitwisselingAfh, wie: Organisator
    ) -> ToelatingUit:
        return await Deur(u, wie).laat_toe(id, invoer)


def _voeg_contact_toe(router: APIRouter) -> None:
    @router.get(
        "/overleggen/{id}/deelnemers",
        response_model=TafelgenotenUit,
        **operatie(
            "lijstDeelnemers",
            "Toont wie er aan tafel zitten, en hoe zij te bereiken zijn",
            antwoord=VOORBEELD_TAFELGENOTEN,
            fouten=(502,),
            beschrijving="Voor wie als deelnemer is aangemeld. Het inzien wordt vastgelegd.",
        ),
    )
    async def deelnemers(id: Kenmerk, u: UitwisselingAfh, wie: Deelnemer) -> TafelgenotenUit:
        return TafelgenotenUit(deelnemers=await Tafelcontact(u, wie).lees(id))

    @router.post(
        "/overleggen/{id}/contactgegevens",
        response_model=ContactstandenUit,
        **operatie(
            "geefContactgegevens",
            "Geeft de anderen aan tafel hoe u te bereiken bent",
            verzoek=VOORBEELD_CONTACTOPDRACHT,
            antwoord=VOORBEELD_CONTACTSTANDEN,
            fouten=(409, 410, 502),
            beschrijving=(
                "Wat u zelf vastlegde (`PUT /autorisaties/mij/contact`), met naam, functie en "
                "organisatie. Wie het al heeft krijgt het niet nog eens. Verandert het of vertrekt "
                "u, dan wordt het overal ingetrokken."
            ),
        ),
    )
    async def geef(
        id: Kenmerk, opdracht: Contactopdracht, u: UitwisselingAfh, versturen: VersturenAfh,
        wie: Gever,
    ) -> ContactstandenUit:  # fmt: skip
        gegeven = await Tafelcontact(u, wie).geef(id, opdracht, versturen.verstrekken(wie))
        return ContactstandenUit(gegeven=gegeven)
