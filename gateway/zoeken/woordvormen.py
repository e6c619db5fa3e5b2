"""Shapes on the wire of what is told in words, beside the codes and the bytes."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from gateway.web.vormen import Partijcode, Vorm
from shared.leesbaar.bladtekst import Leesblad
from shared.leesbaar.wegwijzer import Wegwijzer


class InWoorden(Vorm):
    """What the codes of a line are called, under the same names; null where there is no code."""

    soort: str
    afzender: str
    ontvanger: str
    stap: str | None
    doel: str | None
    kanaal: str
    functie: str | None
    ontvangende_functie: str | None
    stuk: str | None
    besluit: str
    uitkomst: str
    gezegd: str | None
    inhoud: str | None
    categorieen: list[str]
    gegevenssoorten: list[str]
    grondslagen: list[str]
    interpretaties: list[str]
    poorten: list[str]


class Leesregelvorm(Vorm):
    naam: str
    waarde: str | None = Field(description="Null: dit is een kop boven wat volgt.")
    diepte: int = Field(ge=0, description="Onder hoeveel koppen deze regel staat.")


class Leesbladvorm(Vorm):
    """A leaf in words."""

    titel: str
    zin: str
    lokale_tijd: datetime
    regels: list[Leesregelvorm]


class Wegwijzervorm(Vorm):
    """How to find out whom references stand for."""

    soort: str
    wat: str
    verwijzingen: list[str]
    partijen: list[Partijcode] = Field(description="De partijen die weten wie het is.")
    hoe: str = Field(description="Aan wie u het daar vraagt, en hoe.")


def leesbladvorm(blad: Leesblad, lokale_tijd: datetime) -> Leesbladvorm:
    """A leaf as `Bladlezer` tells it."""
    return Leesbladvorm(
        titel=blad.titel,
        zin=blad.zin,
        lokale_tijd=lokale_tijd,
        regels=[
            Leesregelvorm(naam=regel.naam, waarde=regel.waarde, diepte=regel.diepte)
            for regel in blad.regels
        ],
    )


def wegwijzervorm(een: Wegwijzer) -> Wegwijzervorm:
    """A signpost as `wegwijzers` makes it."""
    return Wegwijzervorm(
        soort=een.soort,
        wat=een.wat,
        verwijzingen=list(een.verwijzingen),
        partijen=list(een.partijen),
        hoe=een.hoe,
    )
