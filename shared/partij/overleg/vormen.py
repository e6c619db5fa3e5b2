"""What officials ask and get about meetings, and about what was said there."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.partij import voorbeelden
from shared.partij.modelbasis import WEGGELATEN, Invoermodel, Kenmerk, Regel, Uitvoermodel
from shared.partij.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.web.vormen import Tijdstip

Groepstekst = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]
"""Text about a group or a meeting: nobody is recognisable in it."""

Woord = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
MAX_GROEPEN = 20

_MOMENT = "2026-11-30T09:00:00Z"
VOORBEELD_OVERLEG_ID = "0193aaaa-0000-7000-8000-000000000a01"
VOORBEELD_REEKS_ID = "0193aaaa-0000-7000-8000-000000000b01"
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_WIE = ("0193aaaa-0000-7000-8000-000000000011", "0193aaaa-0000-7000-8000-000000000012")


class Reeksinvoer(Groepstekstinvoer):
    """A series of meetings (covenant 5.2: these three differ per case)."""

    groep: Kenmerk
    doel: Groepstekst = Field(description="Waarvoor deze overleggen dienen.")
    frequentie: Regel = Field(description="Hoe vaak er overleg is.")
    samenstelling: list[Regel] = Field(
        min_length=1, max_length=20, description="Welke functies erbij horen; geen namen."
    )


class ReeksUit(Uitvoermodel):
    """A recorded series."""

    id: str
    groep: str
    doel: str
    frequentie: str
    samenstelling: list[str]
    versie: int
    gewijzigd_op: datetime


class ReeksenUit(Uitvoermodel):
    """A page of series."""

    overlegreeksen: list[ReeksUit]
    volgende: str | None


class Overleginvoer(Invoermodel):
    """A meeting to be registered before it begins."""

    reeks: Kenmerk
    groepen: list[Kenmerk] = Field(
        default_factory=list,
        max_length=MAX_GROEPEN,
        description="De groepen waar het over gaat; leeg: alleen die van de reeks.",
    )
    soort: Woord = Field(description="Een soort overleg uit het convenant.")
    locatie: Woord = Field(description="Bij welke partij: een plaats uit het convenant.")
    begin: Tijdstip
    einde: Tijdstip
    deelnemers: list[Kenmerk] = Field(
        min_length=2, max_length=50, description="De autorisaties van wie erbij zijn."
    )
    afgelast: bool = False


class OverlegUit(Uitvoermodel):
    """A meeting as the gateway has it for this party."""

    id: str
    partij: str
    groepen: list[str]
    soort: str
    locatie: str
    begin: datetime
    einde: datetime
    deelnemers: list[str]
    afgelast: bool


class OverleggenUit(Uitvoermodel):
    """The meetings about a group to which this party belongs today."""

    overleggen: list[OverlegUit]


class GeplandUit(Uitvoermodel):
    """A registered meeting, with the ETag to change it by."""

    id: str
    reeks: str
    bladnummer: int
    versie: int


class Vaststelling(Groepstekstinvoer):
    """Laying down the verslag."""

    afspraken: Groepstekst = Field(description="Wat er is afgesproken, zonder namen.")


class VerslagUit(Uitvoermodel):
    """The verslag of a meeting as this party has it: what it said and what it was told."""

    overleg: OverlegUit
    gezegd: list[dict[str, Any]] = Field(description="Wat deze partij zei, per bericht.")
    gehoord: list[dict[str, Any]] = Field(description="Wat tegen deze partij is gezegd.")
    open: list[str] = Field(description="Uitingen waarvan nog niet is verteld of ze zijn gedaan.")
    weggelaten: int = Field(description=WEGGELATEN)
    afspraken: str | None
    digest: str | None
    vastgesteld_op: datetime | None
    vastgesteld_door: str | None


VOORBEELD_REEKS: dict[str, Any] = {
    "groep": _GROEP,
    "doel": "De overlast op het plein terugbrengen.",
    "frequentie": "elke maand",
    "samenstelling": ["regisseur", "analist"],
}
VOORBEELD_REEKS_UIT: dict[str, Any] = {
    **VOORBEELD_REEKS,
    "id": VOORBEELD_REEKS_ID,
    "versie": 1,
    "gewijzigdOp": _MOMENT,
}
VOORBEELD_INVOER: dict[str, Any] = {
    "reeks": VOORBEELD_REEKS_ID,
    "groepen": [_GROEP],
    "soort": voorbeelden.OVERLEGSOORT,
    "locatie": voorbeelden.ONTVANGER,
    "begin": _MOMENT,
    "einde": "2026-11-30T10:30:00Z",
    "deelnemers": list(_WIE),
    "afgelast": False,
}
VOORBEELD_OVERLEG: dict[str, Any] = {
    **{naam: waarde for naam, waarde in VOORBEELD_INVOER.items() if naam != "reeks"},
    "id": VOORBEELD_OVERLEG_ID,
    "partij": voorbeelden.ONTVANGER,
}
VOORBEELD_VERSLAG: dict[str, Any] = {
    "overleg": VOORBEELD_OVERLEG,
    "gezegd": [],
    "gehoord": [],
    "open": [],
    "weggelaten": 0,
    "afspraken": "Het plein wordt de komende maand vaker bezocht.",
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "vastgesteldOp": _MOMENT,
    "vastgesteldDoor": _WIE[1],
}
