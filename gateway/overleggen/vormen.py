"""Shapes on the wire of meetings and of what was said there."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from gateway.vormen import Kenmerk, Moment, Partijcode, Vorm

MAX_DEELNEMERS = 50

Overlegsoort = Annotated[str, StringConstraints(pattern=r"^(structureel|driehoek)$")]
Bindwaarde = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]


class Overleginvoer(Vorm):
    """A meeting as its organiser registers it, before it begins."""

    model_config = ConfigDict(strict=True)

    partij: Partijcode = Field(description="De partij die het overleg organiseert.")
    groep: Kenmerk
    soort: Overlegsoort = Field(description="structureel of driehoek")
    locatie: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
    begin: Annotated[Moment, Field(strict=False)]
    einde: Annotated[Moment, Field(strict=False)]
    deelnemers: list[Kenmerk] = Field(
        min_length=2,
        max_length=MAX_DEELNEMERS,
        description="Verwijzingen naar autorisaties; geen namen.",
    )
    afgelast: bool = False


class Geplaatstvorm(Vorm):
    bladnummer: int = Field(ge=0, description="Waar dit in het logboek staat.")


class Gezegdvorm(Vorm):
    bericht: Kenmerk
    afzender: Partijcode
    ontvanger: Partijcode
    verslag: Bindwaarde
    bladnummer: int = Field(ge=0)


class Overlegvorm(Vorm):
    """A meeting as a party that takes part sees it."""

    id: Kenmerk
    partij: Partijcode
    groep: Kenmerk
    soort: str
    locatie: str
    begin: AwareDatetime
    einde: AwareDatetime
    deelnemers: list[Kenmerk]
    afgelast: bool
    gezegd: list[Gezegdvorm] = Field(
        description="Wat u er zei of te horen kreeg; in een lijst van overleggen leeg."
    )


class Overleglijst(Vorm):
    overleggen: list[Overlegvorm]


class Mondelinginvoer(Vorm):
    """That the words of a permitted message were spoken."""

    bericht: Kenmerk
    overleg: Kenmerk | None = Field(description="Het overleg; null bij een telefoongesprek.")
    verslag: Bindwaarde = Field(
        description="b64url(SHA-256(zout || JCS(verslagregel))): bindt aan de regel in het verslag."
    )
