"""``/v1/concepten``: what I was filling in, for when I come back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from shared.bestand.concepten.dienst import Concepten
from shared.bestand.concepten.vormen import (
    ONDERWERP,
    SOORT,
    VOORBEELD_INVOER,
    VOORBEELD_UIT,
    Conceptinvoer,
    ConceptUit,
    concept_uit,
)
from shared.bestand.toegang.bevoegdheid import VAN_HEMZELF
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.web.beschrijving.routes import maak_router, operatie

Zelf = Annotated[Medewerker, Depends(medewerker(VAN_HEMZELF))]
Soort = Annotated[str, Path(pattern=SOORT, description="Welk formulier.")]
Onderwerp = Annotated[str, Path(pattern=ONDERWERP, description="Waarover u het invult.")]
_PAD = "/concepten/{soort}/{onderwerp}"


def concepten_router() -> APIRouter:
    """Keep it, read it back, throw it away."""
    router = maak_router("concepten")

    @router.put(
        _PAD,
        response_model=ConceptUit,
        **operatie(
            "bewaarConcept",
            "Bewaart wat u invulde en nog niet verstuurde",
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD_UIT,
            fouten=(404, 409),
            beschrijving=(
                "Verzegeld, alleen voor u, en weg na zeven dagen zonder wijziging. Er wordt niets "
                "van nagekeken, behalve dat er geen burgerservicenummer in staat."
            ),
        ),
    )
    def bewaar(
        soort: Soort, onderwerp: Onderwerp, invoer: Conceptinvoer, dienst: DienstAfh, wie: Zelf
    ) -> ConceptUit:
        bewaard = Concepten(dienst, wie).bewaar(soort, onderwerp, invoer.velden, invoer.personen)
        return concept_uit(bewaard)

    @router.get(
        _PAD,
        response_model=ConceptUit,
        **operatie(
            "leesConcept",
            "Toont wat u eerder invulde",
            antwoord=VOORBEELD_UIT,
            fouten=(400, 404),
        ),
    )
    def lees(soort: Soort, onderwerp: Onderwerp, dienst: DienstAfh, wie: Zelf) -> ConceptUit:
        return concept_uit(Concepten(dienst, wie).lees(soort, onderwerp))

    @router.delete(
        _PAD,
        **operatie(
            "verwijderConcept",
            "Gooit weg wat u eerder invulde",
            status=204,
            fouten=(400,),
        ),
    )
    def verwijder(soort: Soort, onderwerp: Onderwerp, dienst: DienstAfh, wie: Zelf) -> None:
        Concepten(dienst, wie).verwijder(soort, onderwerp)

    return router
