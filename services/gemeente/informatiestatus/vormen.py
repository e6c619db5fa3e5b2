"""Shapes on the wire: whether a person was told, and why not or later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.partij.web.vormen import Invoermodel, Tekst

SOORT = "informatiestatus"
Punt = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,32}$")]


Grond = Literal[
    "AVG14_5_a",
    "AVG14_5_b",
    "AVG14_5_c",
    "AVG14_5_d",
    "UAVG41_1_a",
    "UAVG41_1_b",
    "UAVG41_1_c",
    "UAVG41_1_d",
    "UAVG41_1_e",
    "UAVG41_1_f",
    "UAVG41_1_g",
    "UAVG41_1_h",
    "UAVG41_1_i",
    "UAVG41_1_j",
]


class InformatiestatusInvoer(Invoermodel):
    """The status an official records."""

    status: Literal["open", "geinformeerd", "uitzondering"]
    geinformeerd_op: date | None = Field(
        default=None, description="Alleen bij geinformeerd: de dag van de brief."
    )
    wijze: Literal["overhandigd", "verzonden"] | None = Field(
        default=None, description="Alleen bij geinformeerd: hoe de brief de persoon bereikte."
    )
    grond: Grond | None = Field(
        default=None, description="Alleen bij uitzondering: waarom er niet wordt geïnformeerd."
    )
    herbeoordeling: date | None = Field(
        default=None, description="Alleen bij uitzondering: wanneer dit opnieuw wordt bekeken."
    )
    toelichting: Tekst | None = Field(
        default=None,
        description="Bij uitzondering verplicht: waarom dit bij deze persoon nodig is, en waarom "
        "met minder niet kan.",
    )
    afweging: dict[Punt, Tekst] | None = Field(
        default=None,
        description="Bij een grond van artikel 41 UAVG verplicht: per punt van het tweede lid wat "
        "er geldt. Welke punten dat zijn zegt `uitzonderingspunten` van `GET /keuzelijsten`.",
    )


@dataclass(frozen=True)
class Informatiestatus:
    """A recorded status with its version."""

    persoon_id: str
    versie: int
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    gewijzigd_door: str
    goedgekeurd_op: datetime | None
    goedgekeurd_door: str | None
    invoer: InformatiestatusInvoer = field(repr=False)
