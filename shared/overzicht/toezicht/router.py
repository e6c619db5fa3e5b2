"""``/v1/toezichtoverzicht``: what runs and until when, for who oversees."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query

from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.termijnen import datum_nl, min_
from shared.overzicht.toezicht.dienst import (
    Toezichtfilter,
    Toezichtoverzicht,
    per_rubriek,
    toezicht,
)
from shared.overzicht.toezicht.vormen import (
    VOORBEELD_OVERZICHT,
    RubriektellingUit,
    ToezichtoverzichtUit,
    ToezichtregelUit,
)
from shared.partij.bladeren import Plek, blader
from shared.partij.toezicht.bron import (
    Rubriek,
    Toezichtregel,
    Toezichtstand,
    Toezichturgentie,
)
from shared.partij.web.paginering import paginagrootte_van
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.paginering import Cursors

LEZEN: Final = "toezicht.lezen"
"""The right to the overview."""
_TERUG: Final = "P1M"
Toezichthouder = Annotated[Medewerker, Depends(medewerker(LEZEN))]


def toezicht_router() -> APIRouter:
    """The overview."""
    router = maak_router("toezicht")

    @router.get(
        "/toezichtoverzicht",
        response_model=ToezichtoverzichtUit,
        **operatie(
            "leesToezichtoverzicht",
            "Geeft wat er loopt met zijn klokken, en wat is gedaan, voor wie toezicht houdt",
            antwoord=VOORBEELD_OVERZICHT,
            beschrijving="Verzoeken van betrokkenen, incidenten, vernietigingen, brieven, "
            "uitzonderingen en alarmen: wat, en tot wanneer; het dringendste eerst, en wat is "
            "gedaan achteraan. Alles volgt uit het bestand; er staat niemand in. De aantallen "
            "gaan over alles, ook over wat een filter weglaat.",
        ),
    )
    async def lees(
        u: UitwisselingAfh,
        wie: Toezichthouder,
        rubriek: Annotated[Rubriek | None, Query(description="Alleen deze.")] = None,
        stand: Annotated[Toezichtstand | None, Query(description="Loopt, of gedaan.")] = None,
        urgentie: Annotated[Toezichturgentie | None, Query(description="Hoe snel.")] = None,
        sinds: Annotated[
            date | None,
            Query(
                description="Vanaf welke dag meetelt wat is gedaan; anders een maand.",
                ge=date(2000, 1, 1),
            ),
        ] = None,
        cursor: Annotated[
            str | None, Query(max_length=1024, description="'volgende' van de vorige pagina.")
        ] = None,
        paginagrootte: Annotated[
            int | None, Query(ge=1, description="Hoeveel er op een pagina staan.")
        ] = None,
    ) -> ToezichtoverzichtUit:
        vanaf = sinds or min_(datum_nl(u.dienst.klok()), _TERUG)
        filter_ = Toezichtfilter(rubriek, stand, urgentie)
        grootte = paginagrootte_van(u.dienst, paginagrootte)
        binding: dict[str, JsonWaarde] = {
            "lijst": "toezichtoverzicht",
            "wie": wie.autorisatie_id,
            "filter": [rubriek, stand, urgentie, vanaf.isoformat()],
        }
        cursors = Cursors.uit_instellingen(u.dienst.instellingen)
        plek = None if cursor is None else Plek.uit_json(cursors.lees(cursor, binding))
        gevonden = await toezicht(u, wie, vanaf)
        gevraagd = [regel for regel in gevonden.regels if filter_.past(regel, gevonden.nu)]
        bladzijde = blader(gevraagd, plek, grootte)
        verder = bladzijde.volgende
        return ToezichtoverzichtUit(
            rubrieken=_tellingen(gevonden),
            regels=[_regel(regel, gevonden) for regel in bladzijde.stukken],
            sinds=vanaf,
            volledig=gevonden.volledig,
            volgende=None if verder is None else cursors.geef(verder.als_json(), binding),
        )

    return router


def _tellingen(gevonden: Toezichtoverzicht) -> list[RubriektellingUit]:
    return [
        RubriektellingUit(
            rubriek=rubriek,
            open=telling.get(Toezichtstand.OPEN, 0),
            te_laat=telling.get(Toezichturgentie.TE_LAAT, 0),
            vandaag=telling.get(Toezichturgentie.VANDAAG, 0),
            gedaan=telling.get(Toezichtstand.GEDAAN, 0),
        )
        for rubriek, telling in per_rubriek(gevonden.regels, gevonden.nu).items()
    ]


def _regel(regel: Toezichtregel, gevonden: Toezichtoverzicht) -> ToezichtregelUit:
    eigen = {"stand", "urgentie"}
    velden = {n: getattr(regel, n) for n in ToezichtregelUit.model_fields if n not in eigen}
    return ToezichtregelUit(**velden, stand=regel.stand, urgentie=regel.urgentie(gevonden.nu))
