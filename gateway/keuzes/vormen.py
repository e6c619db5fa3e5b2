"""Shapes on the wire: codes in words."""

from __future__ import annotations

from pydantic import Field

from gateway.web.vormen import Vorm


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
