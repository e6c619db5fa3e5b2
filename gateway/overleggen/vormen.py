"""Shapes on the wire of meetings."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from gateway.uitingen.vormen import Uitingvorm
from gateway.web.vormen import Kenmerk, Moment, Partijcode, Registerdocument, Vorm

MAX_DEELNEMERS = 50
MAX_GROEPEN = 20

Woord = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class Overleginvoer(Registerdocument):
    """A meeting as its organiser registers it, before it begins."""

    model_config = ConfigDict(strict=True)

    partij: Partijcode = Field(description="De partij die het overleg organiseert.")
    groepen: list[Kenmerk] = Field(
        min_length=1, max_length=MAX_GROEPEN, description="Over welke groepen het gaat."
    )
    soort: Woord = Field(description="Een soort overleg uit het convenant.")
    locatie: Woord = Field(description="Een plaats uit het convenant.")
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


class Openvorm(Vorm):
    """Words that may have been spoken, of whoever at the table; what they are about is not here."""

    uiting: Kenmerk
    afzender: Partijcode = Field(description="Wie moet vertellen of het is gezegd.")
    uiterlijk: AwareDatetime = Field(description="Daarna geldt het als niet gezegd.")


class Overlegvorm(Vorm):
    """A meeting as a party that takes part sees it."""

    id: Kenmerk
    partij: Partijcode
    groepen: list[Kenmerk]
    soort: str
    locatie: str
    begin: AwareDatetime
    einde: AwareDatetime
    deelnemers: list[Kenmerk]
    afgelast: bool
    uitingen: list[Uitingvorm] = Field(
        description="Wat u er zegt of te horen krijgt; in een lijst van overleggen leeg."
    )
    open: list[Openvorm] = Field(
        description=(
            "Van wie aan tafel ook: waarvan nog niet is verteld of het is gezegd. Zolang hier iets "
            "staat is geen verslag volledig. In een lijst van overleggen leeg."
        )
    )


class Overleglijst(Vorm):
    overleggen: list[Overlegvorm]
