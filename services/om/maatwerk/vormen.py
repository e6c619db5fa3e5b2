"""Shapes on the wire: the OM's own work for a group."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from shared.bestand.zonderpersonen.bevestiging import (
    Groepstekstinvoer,
)
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Tekst, Uitvoermodel


class Maatwerkinvoer(Groepstekstinvoer):
    """Tailor-made work; one of the three the covenant names."""

    soort: Literal["zitting-versnellen", "zaken-koppelen", "context-requisitoir"]
    recidivebeperkend: bool = Field(description="Alleen wat recidive beperkt, mag.")
    intern: Tekst = Field(description="Voor het OM zelf; wijst niemand aan.")
    terugkoppeling: Tekst | None = Field(
        default=None, description="Wat er in het overleg over verteld mag worden."
    )


class MaatwerkUit(Uitvoermodel):
    """Recorded work."""

    id: str
    groep: str
    soort: str
    intern: str
    terugkoppeling: str | None
    vastgelegd_op: datetime
    vastgelegd_door: str
    stuk: str | None = Field(description="Het stuk waarmee is verteld dat het is gedaan.")


class MaatwerkenUit(Uitvoermodel):
    """A page of it."""

    maatwerk: list[MaatwerkUit]
    volgende: str | None


INVOER: dict[str, Any] = {
    "soort": "zitting-versnellen",
    "recidivebeperkend": True,
    "intern": "De zittingen over deze groep worden na elkaar gepland.",
    "terugkoppeling": "Het OM heeft zijn deel in gang gezet.",
    "bevestigdZonderPersonen": True,
}


UIT: dict[str, Any] = {
    **{naam: INVOER[naam] for naam in ("soort", "intern", "terugkoppeling")},
    "id": "0193aaaa-0000-7000-8000-000000000f01",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "vastgelegdOp": VOORBEELD_TIJD,
    "vastgelegdDoor": "0193aaaa-0000-7000-8000-000000000013",
    "stuk": None,
}
