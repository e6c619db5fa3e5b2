"""The covenant's codes in words, for whoever shows them: the same at every party and here."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from shared.leesbaar.begrippen import BESCHRIJVING, VOORBEELD, Begrippen, begrippen_van
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze

router = maak_router("keuzes")


@router.get(
    "/begrippen",
    **operatie(
        "leesBegrippen",
        "De codes van het convenant en van het logboek, met wat ze betekenen",
        beschrijving=BESCHRIJVING,
        antwoord=VOORBEELD,
        beveiliging=LEZERS,
    ),
)
def lees_begrippen(
    vertaling: VertalingAfh,
    _: RaadplegerAfh,
    soort: Annotated[
        str | None, Query(max_length=60, description="Alleen deze soort, zoals redenen.")
    ] = None,
) -> Begrippen:
    begrippen = begrippen_van(vertaling.regels())
    eis_keuze("soort", soort, begrippen.soorten)
    return begrippen.van_soort(soort)
