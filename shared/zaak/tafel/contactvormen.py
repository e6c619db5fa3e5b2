"""Shapes of how who sits at the table can be reached."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.verzenden.samenstellen.opdracht import (
    Afwegingopdracht,
    Bevestiging,
    Code,
    Opdrachtmodel,
)


class Contactopdracht(Opdrachtmodel):
    """An order to give one's own contact data to the others at the table."""

    groep: Kenmerk | None = Field(
        default=None, description="Binnen welke groep; leeg: de eerste van het overleg."
    )
    doel: Code | None = Field(default=None, description="Het doel uit het convenant.")
    afweging: Afwegingopdracht | None = None
    bevestigd_zonder_personen: Bevestiging = False


class ContactstandUit(Uitvoermodel):
    """What became of it with one party."""

    partij: str
    bericht: str
    status: str
    redenen: list[dict[str, Any]] = Field(description="Bij een weigering: elke poort die sluit.")
    fout: str | None


class ContactstandenUit(Uitvoermodel):
    """With every other party at the table."""

    gegeven: list[ContactstandUit]


class BereikUit(Uitvoermodel):
    """How somebody can be reached at work."""

    naam: str | None
    organisatie: str | None
    email: str | None
    telefoon: str | None


class TafelgenootUit(Uitvoermodel):
    """Somebody at the table."""

    id: str
    partij: str
    functie: str
    geldig: bool = Field(description="Of zijn autorisatie volledig is en vandaag geldt.")
    bereik: BereikUit | None = Field(
        description="null: hij gaf het niet, of zijn autorisatie geldt niet meer."
    )


class TafelgenotenUit(Uitvoermodel):
    """Everybody who is registered for the meeting, in that order."""

    deelnemers: list[TafelgenootUit]
