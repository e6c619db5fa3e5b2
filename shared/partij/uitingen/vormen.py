"""Shapes of what is said in one go: the order, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime, Field

from shared.convenant.kopvorm import MAX_ONDERDELEN
from shared.partij.modelbasis import Invoermodel, Kenmerk, Uitvoermodel
from shared.partij.uitwisseling_vormen import (
    Afwegingopdracht,
    Bevestiging,
    Code,
    Onderdeelopdracht,
    Opdrachtmodel,
    Partijcode,
)

MAX_ONTVANGERS = 20


class Toehoorder(Opdrachtmodel):
    """One party that hears it, and what it hears on its own grounds."""

    ontvanger: Partijcode
    ontvangende_medewerker: Kenmerk = Field(description="Wie van die partij het hoort.")
    in_reactie_op: Kenmerk | None = Field(
        default=None, description="Het verzoek of bericht waar dit voor deze partij op antwoordt."
    )
    onderdelen: list[Onderdeelopdracht] = Field(min_length=1, max_length=MAX_ONDERDELEN)


class Uitingopdracht(Opdrachtmodel):
    """An order to have words decided on for everybody who hears them, before they are spoken."""

    soort: Code | None = Field(
        default=None, description="De berichtsoort uit het convenant; leeg: een verstrekking."
    )
    groep: Kenmerk
    stap: int | None = Field(default=None, ge=1, le=7, description="Leeg: de huidige stap.")
    kanaal: Code = Field(description="Een mondeling kanaal uit het convenant.")
    overleg: Kenmerk | None = Field(
        default=None, description="Het vooraf geregistreerde overleg waarin dit wordt gezegd."
    )
    doel: Code | None = None
    afweging: Afwegingopdracht | None = None
    bevestigd_zonder_personen: Bevestiging = False
    ontvangers: list[Toehoorder] = Field(
        min_length=1,
        max_length=MAX_ONTVANGERS,
        description="Elke andere partij die het hoort; een ander mag er niet bij zijn.",
    )


class Bevestigopdracht(Invoermodel):
    """Word of what was said."""

    gezegd_op: AwareDatetime = Field(description="Wanneer het is gezegd.")
    medewerker: Kenmerk | None = Field(
        default=None, description="Wie het zei; leeg: wie vroeg of het mocht."
    )
    berichten: list[Kenmerk] = Field(
        min_length=1, max_length=MAX_ONTVANGERS,
        description="De berichten van deze uiting die zijn gezegd.",
    )  # fmt: skip


class UitingberichtUit(Uitvoermodel):
    """One message of an uiting."""

    id: str
    ontvanger: str
    status: str
    besluit: str | None = Field(description="Van de gateway; null zolang er niet is beslist.")
    fout: str | None


class UitingUit(Uitvoermodel):
    """How an uiting stands."""

    id: str
    groep: str
    kanaal: str
    overleg: str | None
    stand: str = Field(description="open, te_bevestigen, bevestigd of niet_gezegd.")
    mag_gezegd: bool = Field(description="Alleen dan mag het worden gezegd.")
    geldig_tot: datetime | None
    wacht_op: list[str] = Field(description="Partijen die er een toegestaan bericht van missen.")
    gezegd_op: datetime | None
    gezegd_door: str | None
    gezegd: list[str] = Field(description="De berichten die zijn gezegd.")
    zonder_toestemming: bool | None
    bladnummer: int | None = Field(description="Waar in het log staat dat het is gezegd.")
    berichten: list[UitingberichtUit]


@dataclass(frozen=True)
class Berichtstand:
    """One message of an uiting. ``besluit`` and ``fout`` are there once they are known."""

    bericht_id: str
    ontvanger: str
    status: str
    besluit: str | None
    fout: str | None


@dataclass(frozen=True)
class Uitingoverzicht:
    """How an uiting stands: what may be said, and what was told of it.

    ``mag_gezegd`` and ``wacht_op`` are the gateway's, while nothing was told; then nobody has to
    be asked any more.
    """

    id: str
    groep: str
    kanaal: str
    overleg: str | None
    stand: str
    mag_gezegd: bool
    geldig_tot: datetime | None
    wacht_op: tuple[str, ...]
    gezegd_op: datetime | None
    gezegd: tuple[str, ...]
    gezegd_door: str | None
    zonder_toestemming: bool | None
    bladnummer: int | None
    berichten: tuple[Berichtstand, ...]
