"""The covenant's codes in words, for whoever shows them: the same at every party and here."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import Field

from gateway.afhankelijkheden import LEZERS, GatewayAfh, RaadplegerAfh
from gateway.routers import zoekvoorbeelden as voorbeelden
from gateway.vormen import Vorm
from shared.convenant.woordenboek import Woord
from shared.web.keuzes import eis_keuze
from shared.web.routes import maak_router, operatie

router = maak_router("keuzes")


class Woordvorm(Vorm):
    """A code with what it means and where that stands."""

    code: str
    tekst: str = Field(description="In woorden; van een reden de zin die de afzender krijgt.")
    mag: bool = Field(description="Of de code ergens mag; zo niet, dan zegt tekst waarom niet.")
    convenant: str | None = Field(description="Het artikel van het convenant.")
    wet: str | None = Field(description="Het wetsartikel.")
    interpretatie: str | None = Field(description="De uitleg van het convenant; zie die lijst.")
    partij: str | None = Field(description="Van een functie: bij welke partij.")
    poort: int | None = Field(description="Van een reden: de poort die sluit.")


class Keuzelijstenvorm(Vorm):
    convenant: str
    versie: str
    lijsten: dict[str, list[Woordvorm]] = Field(
        description="Per lijst de codes. Ook van wat geen code van het convenant is, zoals een "
        "uitkomst of een soort blad."
    )


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
    gateway: GatewayAfh,
    _: RaadplegerAfh,
    lijst: Annotated[
        str | None, Query(max_length=60, description="Alleen deze lijst, zoals redenen.")
    ] = None,
) -> Keuzelijstenvorm:
    regels, lijsten = gateway.lezen.vertaling.regels(), gateway.lezen.vertaling.woorden().lijsten
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
