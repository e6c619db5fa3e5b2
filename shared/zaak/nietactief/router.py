"""``/v1/terugblikken``: looking back into what is kept, and testing what is still correct."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.nietactief.begrippen import TOETSEN, Terugblikvraag
from shared.zaak.nietactief.ruimen import ruim_achterhaald
from shared.zaak.nietactief.terugkijken import Terugkijken
from shared.zaak.nietactief.toetsen import Toetsen
from shared.zaak.nietactief.vormen import (
    VOORBEELD,
    VOORBEELD_INVOER,
    VOORBEELD_KOP,
    VOORBEELD_TOETS,
    Terugblikinvoer,
    TerugblikkenUit,
    TerugblikUit,
    Toetsinvoer,
    kop_uit,
    terugblik_uit,
)

Toetser = Annotated[Medewerker, Depends(medewerker(TOETSEN))]
Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]


def terugblikken_router() -> APIRouter:
    """Begin, read, test."""
    router = maak_router("nietactief")
    _voeg_beginnen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_toetsen_toe(router)
    return router


def _voeg_beginnen_toe(router: APIRouter) -> None:
    @router.post(
        "/terugblikken",
        response_model=TerugblikUit,
        **operatie(
            "kijkTerug",
            "Kijkt terug in wat na het afsluiten is bewaard, bij een aanleiding uit het convenant",
            status=201,
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD,
            fouten=(502,),
        ),
    )
    async def begin(invoer: Terugblikinvoer, u: UitwisselingAfh, wie: Toetser) -> TerugblikUit:
        vraag = Terugblikvraag(
            invoer.aanleiding,
            invoer.reden,
            invoer.groep,
            invoer.nieuwe_groep,
            invoer.naam,
            invoer.geboortedatum,
        )
        bevestigd = invoer.bevestigd_zonder_personen
        return terugblik_uit(await Terugkijken(u, wie).begin(vraag, bevestigd=bevestigd))


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/terugblikken",
        response_model=TerugblikkenUit,
        **operatie(
            "lijstTerugblikken",
            "Geeft wie er terugkeek, wanneer en waarom; er wordt niemand in genoemd",
            antwoord={"terugblikken": [VOORBEELD_KOP], "volgende": None},
        ),
    )
    def lijst(u: UitwisselingAfh, wie: Lezer, pagina: PaginaAfh) -> TerugblikkenUit:
        rijen = Terugkijken(u, wie).lijst(na=pagina.na, limiet=pagina.een_meer())
        gesneden, volgende = pagina.snijd(rijen, lambda rij: rij.id)
        return TerugblikkenUit(terugblikken=[kop_uit(een) for een in gesneden], volgende=volgende)

    @router.get(
        "/terugblikken/{id}",
        response_model=TerugblikUit,
        **operatie(
            "leesTerugblik",
            "Geeft wat er bij een terugblik nog te toetsen is; dat lezen wordt vastgelegd",
            antwoord=VOORBEELD,
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Toetser) -> TerugblikUit:
        return terugblik_uit(Terugkijken(u, wie).lees(id))


def _voeg_toetsen_toe(router: APIRouter) -> None:
    @router.post(
        "/terugblikken/{id}/personen/{persoonId}/_toets",
        response_model=TerugblikUit,
        **operatie(
            "toetsActualiteit",
            "Zegt van alles wat over iemand is bewaard of het nog klopt; wat niet klopt is weg",
            verzoek=VOORBEELD_TOETS,
            antwoord={**VOORBEELD, "getoetst": 1, "personen": []},
            fouten=(409,),
        ),
    )
    def toets(
        id: Kenmerk,
        persoonId: Kenmerk,  # noqa: N803
        invoer: Toetsinvoer,
        u: UitwisselingAfh,
        wie: Toetser,
    ) -> TerugblikUit:
        uitkomsten = [een.als_uitkomst() for een in invoer.uitkomsten]
        with u.dienst.transactie() as sessie:
            Toetsen(sessie, u.dienst, wie).toets(id, persoonId, uitkomsten)
        ruim_achterhaald(u.dienst)
        return terugblik_uit(Terugkijken(u, wie).lees(id))
