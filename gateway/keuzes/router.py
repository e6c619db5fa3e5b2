"""The covenant's codes in words, for whoever shows them: the same at every party and here."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from gateway.keuzes import voorbeelden
from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.keuzes.vormen import Keuzelijstenvorm, Woordvorm
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from shared.convenant.regels.woordenboek import Woord
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze

router = maak_router("keuzes")


@router.get(
    "/keuzelijsten",
    **operatie(
        "leesKeuzelijsten",
        "De codes van het convenant en van het logboek, met wat ze betekenen",
        beschrijving=(
            "Uit het convenant dat nu geldt, met artikel, wet en uitleg. Dezelfde woorden staan "
            "in zoekresultaten, in het verhaal van een bericht, in CSV en in een rapport."
        ),
        antwoord=voorbeelden.KEUZELIJSTEN,
        beveiliging=LEZERS,
    ),
)
def lees_keuzelijsten(
    vertaling: VertalingAfh,
    _: RaadplegerAfh,
    lijst: Annotated[
        str | None, Query(max_length=60, description="Alleen deze lijst, zoals redenen.")
    ] = None,
) -> Keuzelijstenvorm:
    regels, lijsten = vertaling.regels(), vertaling.woorden().lijsten
    gekozen = lijsten
    if lijst is not None:
        eis_keuze("lijst", lijst, lijsten)
        gekozen = {lijst: lijsten[lijst]}
    return Keuzelijstenvorm(
        convenant=regels.id,
        versie=regels.versie,
        lijsten={naam: [_woordvorm(een) for een in woorden] for naam, woorden in gekozen.items()},
    )


def _woordvorm(woord: Woord) -> Woordvorm:
    return Woordvorm(
        code=woord.code,
        tekst=woord.tekst,
        mag=woord.mag,
        convenant=woord.convenant,
        wet=woord.wet,
        interpretatie=woord.interpretatie,
        partij=woord.partij,
        poort=woord.poort,
    )
