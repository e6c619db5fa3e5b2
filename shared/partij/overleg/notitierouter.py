"""``/v1/gespreksnotities``: what was said by telephone, as the verslag of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from shared.partij import voorbeelden
from shared.partij.modelbasis import Kenmerk, Uitvoermodel
from shared.partij.overleg.notities import Notities
from shared.partij.paginering import PaginaAfh
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.uitwisseling import UitwisselingAfh
from shared.partij.verstrekkingen_modellen import VOORBEELD_BERICHT
from shared.web.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("verslagen.lezen"))]
Richting = Literal["gezegd", "gehoord"]

_UITING = "0193aaaa-0000-7000-8000-000000000057"
_MOMENT = "2026-11-30T09:00:00Z"
_WIE = ("0193aaaa-0000-7000-8000-000000000011", "0193aaaa-0000-7000-8000-000000000012")
VOORBEELD: dict[str, Any] = {
    "uiting": _UITING,
    "gezegdOp": _MOMENT,
    "regels": [
        {
            "bericht": VOORBEELD_BERICHT,
            "uiting": _UITING,
            "tijdstip": _MOMENT,
            "kanaal": "telefoon",
            "groep": "0193aaaa-0000-7000-8000-000000000001",
            "afzender": voorbeelden.AFZENDER,
            "medewerker": _WIE[0],
            "ontvanger": voorbeelden.ONTVANGER,
            "ontvangendeMedewerker": _WIE[1],
            "doel": voorbeelden.DOEL,
            "gedeeld": [
                {
                    "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
                    "categorie": 1,
                    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
                    "grondslag": voorbeelden.GRONDSLAG,
                    "aard": "feit",
                }
            ],
        }
    ],
    "zonderToestemming": False,
    "bladnummer": 44,
}


class NotitieUit(Uitvoermodel):
    """The note of what was said in one go."""

    uiting: str
    gezegd_op: datetime
    regels: list[dict[str, Any]] = Field(
        description="Per bericht: welke soorten gegevens, over wie, aan wie, waarop."
    )
    zonder_toestemming: bool | None = Field(description="Het mocht toen niet; dat is een incident.")
    bladnummer: int | None = Field(description="Waar in het log staat dat het is gezegd.")


class NotitiesUit(Uitvoermodel):
    """A page of notes."""

    gespreksnotities: list[NotitieUit]
    volgende: str | None


def gespreksnotities_router() -> APIRouter:
    """The operation on notes."""
    router = maak_router("overleggen")

    @router.get(
        "/gespreksnotities",
        response_model=NotitiesUit,
        **operatie(
            "lijstGespreksnotities",
            "Geeft wat er per telefoon is gedeeld: het verslag van elk gesprek",
            antwoord={"gespreksnotities": [VOORBEELD], "volgende": None},
            beschrijving="Zonder inhoud, voor wie erbij was. Het inzien wordt vastgelegd.",
            fouten=(502,),
        ),
    )
    async def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
        richting: Annotated[
            Richting, Query(description="Wat deze partij zei, of wat zij te horen kreeg.")
        ] = "gezegd",
    ) -> NotitiesUit:
        notities = Notities(u, wie)
        zoek = notities.gezegd if richting == "gezegd" else notities.gehoord
        gevonden, volgende = await zoek(groep, pagina)
        uit = [NotitieUit.model_validate(vars(een), by_name=True) for een in gevonden]
        return NotitiesUit(gespreksnotities=uit, volgende=volgende)

    return router
