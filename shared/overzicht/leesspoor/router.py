"""``/v1/leesspoor``: who did what with the data of people, and who asked that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from shared.bestand.toegang.bevoegdheid import is_systeem
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.overzicht.leesspoor.dienst import HOOGSTENS_UIT, Leesspoor, functies
from shared.overzicht.leesspoor.spoor import Plaats, Spoorregel
from shared.overzicht.leesspoor.vormen import (
    CSV,
    GEVRAAGD,
    REGEL,
    VRAAG,
    LeesspoorUit,
    Leesspooruitvoer,
    Leesspoorvraag,
    LeesspoorvragenUit,
    SpoorplaatsUit,
    SpoorregelUit,
    als_csv,
    gevraagd_uit,
    regel_uit,
)
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.paginering import PaginaAfh, Volgordevraag, paginagrootte_van
from shared.web.beschrijving.routes import maak_router, operatie

Toezichthouder = Annotated[Medewerker, Depends(medewerker("leesspoor.lezen"))]


def leesspoor_router() -> APIRouter:
    """Ask the trail, take it along, and see who asked."""
    router = maak_router("leesspoor")
    _voeg_zoeken_toe(router)
    _voeg_uitvoer_toe(router)
    _voeg_vragen_toe(router)
    return router


def _voeg_zoeken_toe(router: APIRouter) -> None:
    @router.post(
        "/leesspoor/_zoek",
        response_model=LeesspoorUit,
        **operatie(
            "zoekLeesspoor",
            "Geeft wie iets las, gaf of wijzigde over een persoon, of wat een collega deed",
            verzoek={**VRAAG, "bevestigdZonderPersonen": True},
            antwoord={"regels": [REGEL], "volgende": None},
            beschrijving="Alleen met een reden; dat u dit vroeg, waarom en hoe groot het antwoord "
            "was wordt vastgelegd. Ook wat programma's lazen staat erin, en wat er is gegeven en "
            "gewijzigd, in de volgorde van de tijd. Vragen naar wat u zelf deed, en heel veel "
            "vragen, geeft een alarm.",
        ),
    )
    def zoek(invoer: Leesspoorvraag, dienst: DienstAfh, wie: Toezichthouder) -> LeesspoorUit:
        grootte = paginagrootte_van(dienst, invoer.paginagrootte)
        na = None if invoer.na is None else Plaats(invoer.na.tijdstip, invoer.na.sleutel)
        with dienst.transactie() as sessie:
            gevonden = Leesspoor(sessie, dienst, wie).zoek(invoer.als_vraag(na), grootte + 1)
            regels = _uit(sessie, dienst, gevonden[:grootte])
        verder = gevonden[grootte - 1].plaats if len(gevonden) > grootte else None
        return LeesspoorUit(
            regels=regels,
            volgende=None if verder is None else SpoorplaatsUit(**vars(verder)),
        )


def _voeg_uitvoer_toe(router: APIRouter) -> None:
    @router.post(
        "/leesspoor/_exporteer",
        response_class=Response,
        **operatie(
            "exporteerLeesspoor",
            "Geeft hetzelfde als zoeken, als bestand voor een rekenblad",
            verzoek={**VRAAG, "bevestigdZonderPersonen": True},
            antwoord=CSV,
            vorm="text/csv",
            koppen={"Content-Disposition": "De bestandsnaam."},
            beschrijving=f"Hoogstens {HOOGSTENS_UIT} regels; bij meer kiest u een kortere "
            "periode. CSV met puntkomma's; wat een rekenblad zou uitrekenen staat als tekst. Dat "
            "er een bestand is meegegeven wordt vastgelegd.",
        ),
    )
    def exporteer(invoer: Leesspooruitvoer, dienst: DienstAfh, wie: Toezichthouder) -> Response:
        vraag = invoer.als_vraag(uitvoer=True)
        with dienst.transactie() as sessie:
            regels = _uit(sessie, dienst, Leesspoor(sessie, dienst, wie).voer_uit(vraag))
        return StreamingResponse(
            als_csv(regels),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="leesspoor.csv"'},
        )


def _voeg_vragen_toe(router: APIRouter) -> None:
    @router.get(
        "/leesspoor/vragen",
        response_model=LeesspoorvragenUit,
        **operatie(
            "lijstLeesspoorvragen",
            "Geeft wie het leesspoor bekeek, waarvan en waarom",
            antwoord={"vragen": [GEVRAAGD], "volgende": None},
        ),
    )
    def vragen(
        dienst: DienstAfh, wie: Toezichthouder, pagina: PaginaAfh,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> LeesspoorvragenUit:  # fmt: skip
        with dienst.transactie() as sessie:
            gevonden = Leesspoor(sessie, dienst, wie).vragen(
                pagina.na, pagina.een_meer(), nieuwste=volgorde is Volgorde.NIEUWSTE
            )
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            vragen = [gevraagd_uit(rij) for rij in rijen]
        return LeesspoorvragenUit(vragen=vragen, volgende=volgende)


def _uit(sessie: Session, dienst: Dienst, regels: Sequence[Spoorregel]) -> list[SpoorregelUit]:
    bekend = functies(sessie, {regel.medewerker for regel in regels})
    return [
        regel_uit(
            regel,
            functie := bekend.get(regel.medewerker),
            programma=functie is not None
            and is_systeem(dienst.regels, dienst.partij.code, functie),
        )
        for regel in regels
    ]
