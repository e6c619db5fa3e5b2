"""``/v1/aparte-teksten``: what another party wrote that points at somebody, until it is judged."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shared.bestand.apart import opslag
from shared.bestand.apart.begrippen import Tekststand
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.apart.dienst import AparteTeksten
from shared.zaak.apart.vormen import (
    VOORBEELD_BEKEKEN,
    VOORBEELD_REDEN,
    VOORBEELD_TEKST,
    AparteTekstenUit,
    AparteTekstUit,
    BekekenTekstUit,
    Reden,
    bekeken_uit,
    tekst_uit,
)

Lezer = Annotated[Medewerker, Depends(medewerker("ontvangen.lezen"))]
Ontvanger = Annotated[Medewerker, Depends(medewerker("ontvangen"))]


def aparte_teksten_router() -> APIRouter:
    """List, look, decide."""
    router = maak_router("aparte teksten")
    _voeg_lezen_toe(router)
    _voeg_beslissen_toe(router)
    return router


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/aparte-teksten",
        response_model=AparteTekstenUit,
        **operatie(
            "lijstAparteTeksten",
            "Geeft ontvangen teksten die iemand aanwijzen, zonder de tekst",
            antwoord={"aparteTeksten": [VOORBEELD_TEKST], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        stand: Annotated[Tekststand | None, Query(description="De stand.")] = None,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
    ) -> AparteTekstenUit:
        vraag = opslag.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), stand=stand, groep=groep,
            taak=wie.taak,
        )  # fmt: skip
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            teksten = [tekst_uit(rij) for rij in rijen]
        return AparteTekstenUit(aparte_teksten=teksten, volgende=volgende)

    @router.post(
        "/aparte-teksten/{id}/_bekijk",
        response_model=BekekenTekstUit,
        **operatie(
            "bekijkAparteTekst",
            "Geeft de tekst zelf, met wat erin iemand aanwijst",
            verzoek=VOORBEELD_REDEN,
            antwoord=VOORBEELD_BEKEKEN,
            fouten=(409, 410),
            beschrijving="Wie keek en waarom wordt vastgelegd.",
        ),
    )
    def bekijk(id: Kenmerk, reden: Reden, dienst: DienstAfh, wie: Ontvanger) -> BekekenTekstUit:
        return bekeken_uit(AparteTeksten(dienst, wie).bekijk(id, reden.reden))


def _voeg_beslissen_toe(router: APIRouter) -> None:
    @router.post(
        "/aparte-teksten/{id}/_vrijgeven",
        response_model=AparteTekstUit,
        **operatie(
            "geefAparteTekstVrij",
            "Besluit dat de tekst niemand aanwijst: zij is vanaf nu gewoon te lezen",
            verzoek=VOORBEELD_REDEN,
            antwoord={**VOORBEELD_TEKST, "stand": "vrijgegeven"},
            fouten=(409, 410),
            beschrijving="Alleen voor wie haar heeft bekeken.",
        ),
    )
    def geef_vrij(id: Kenmerk, reden: Reden, dienst: DienstAfh, wie: Ontvanger) -> AparteTekstUit:
        rij = AparteTeksten(dienst, wie).beslis(id, Tekststand.VRIJGEGEVEN, reden.reden)
        return tekst_uit(rij)

    @router.post(
        "/aparte-teksten/{id}/_afwijzen",
        response_model=AparteTekstUit,
        **operatie(
            "wijsAparteTekstAf",
            "Besluit dat de tekst hier niet hoort: zij wordt verwijderd",
            verzoek=VOORBEELD_REDEN,
            antwoord={**VOORBEELD_TEKST, "stand": "afgewezen"},
            fouten=(409, 410),
            beschrijving="Alleen voor wie haar heeft bekeken.",
        ),
    )
    def wijs_af(id: Kenmerk, reden: Reden, dienst: DienstAfh, wie: Ontvanger) -> AparteTekstUit:
        rij = AparteTeksten(dienst, wie).beslis(id, Tekststand.AFGEWEZEN, reden.reden)
        return tekst_uit(rij)
