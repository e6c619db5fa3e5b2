"""Shapes of a concept."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.bestand.concepten.begrippen import HOOGSTENS_BYTES, Eigenconcept
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel

Veldnaam = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Waarde = Annotated[str, StringConstraints(max_length=HOOGSTENS_BYTES)]
SOORT, ONDERWERP = r"^[a-z][a-z0-9-]{0,39}$", r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"

VOORBEELD_INVOER: dict[str, Any] = {
    "velden": {"doelen": ["De overlast op het plein is gestopt (verzonnen)."]},
    "personen": [],
}
VOORBEELD_UIT: dict[str, Any] = {
    "soort": "formulier",
    "onderwerp": "0192f0c1-4d3a-7a5e-8c31-9a4be2f10d11",
    **VOORBEELD_INVOER,
    "gewijzigdOp": "2026-11-23T12:00:00Z",
    "verlooptOp": "2026-11-30T12:00:00Z",
}


class Conceptinvoer(Invoermodel):
    """What somebody filled in so far, by field; nothing of it was checked."""

    velden: dict[Veldnaam, Annotated[list[Waarde], Field(max_length=200)]] = Field(
        max_length=400, description="Per veld van het formulier wat erin staat; samen tot 64 kB."
    )
    personen: list[Kenmerk] = Field(
        default_factory=list,
        max_length=200,
        description="Over wie het gaat: gaat een van hen weg, dan gaat het concept mee.",
    )


class ConceptUit(Uitvoermodel):
    """A concept, to who wrote it."""

    soort: str
    onderwerp: str
    velden: dict[str, list[str]]
    personen: list[str]
    gewijzigd_op: datetime
    verloopt_op: datetime = Field(description="Dan is het weg, als u niets meer wijzigt.")


def concept_uit(concept: Eigenconcept) -> ConceptUit:
    """For the line."""
    return ConceptUit(
        soort=concept.soort,
        onderwerp=concept.onderwerp,
        velden={naam: list(een) for naam, een in concept.velden.items()},
        personen=list(concept.personen),
        gewijzigd_op=concept.gewijzigd_op,
        verloopt_op=concept.verloopt_op,
    )
