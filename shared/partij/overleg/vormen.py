"""What officials ask and get about meetings, and about what is said there or by telephone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.partij import voorbeelden
from shared.partij.modelbasis import Invoermodel, Kenmerk, Regel, Uitvoermodel
from shared.partij.uitwisseling_vormen import Opdrachtmodel, Verzendopdracht
from shared.partij.verstrekkingen_modellen import VOORBEELD_BERICHT, VOORBEELD_OPDRACHT
from shared.web.vormen import Tijdstip

Groepstekst = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]
"""Text about a group or a meeting: nobody is recognisable in it."""

Overlegsoort = Annotated[str, StringConstraints(pattern=r"^(structureel|driehoek)$")]

_MOMENT = "2026-11-30T09:00:00Z"
VOORBEELD_OVERLEG_ID = "0193aaaa-0000-7000-8000-000000000a01"
VOORBEELD_REEKS_ID = "0193aaaa-0000-7000-8000-000000000b01"
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_WIE = ("0193aaaa-0000-7000-8000-000000000011", "0193aaaa-0000-7000-8000-000000000012")


class Reeksinvoer(Invoermodel):
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
    soort: Overlegsoort = Field(description="structureel of driehoek")
    locatie: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")] = Field(
        description="Bij welke partij: een plaats uit het convenant."
    )
    begin: Tijdstip
    einde: Tijdstip
    deelnemers: list[Kenmerk] = Field(
        min_length=2, max_length=50, description="De autorisaties van wie erbij zijn."
    )
    afgelast: bool = False


class GezegdUit(Uitvoermodel):
    """Something said in the meeting, as the log has it."""

    bericht: str
    afzender: str
    ontvanger: str
    verslag: str = Field(description="Bindt aan de regel in het verslag van de afzender.")
    bladnummer: int


class OverlegUit(Uitvoermodel):
    """A meeting as the gateway has it for this party."""

    id: str
    partij: str
    groep: str
    soort: str
    locatie: str
    begin: datetime
    einde: datetime
    deelnemers: list[str]
    afgelast: bool
    gezegd: list[GezegdUit]


class OverleggenUit(Uitvoermodel):
    """The meetings about a group to which this party belongs today."""

    overleggen: list[OverlegUit]


class GeplandUit(Uitvoermodel):
    """A registered meeting, with the ETag to change it by."""

    id: str
    reeks: str
    bladnummer: int
    versie: int


class Mondelingopdracht(Opdrachtmodel):
    """Words to be spoken, decided on before they are."""

    overleg: Kenmerk | None = Field(
        description="Het overleg waarin het gezegd wordt; null bij een telefoongesprek."
    )
    verstrekking: Verzendopdracht = Field(
        description="Wat er gezegd wordt, over wie en op welke grond. Laat kanaal en overleg weg."
    )


class Bevestigopdracht(Opdrachtmodel):
    """Whether the words were spoken."""

    gedeeld: bool = Field(description="false: het is niet gezegd; het bericht wordt ingetrokken.")
    overleg: Kenmerk | None = Field(default=None, description="Het overleg waarin het is gezegd.")


class MondelingUit(Uitvoermodel):
    """Words that may be spoken, and what became of them."""

    bericht: str
    overleg: str | None
    groep: str | None
    status: str = Field(description="De stand van het bericht; bij afgeleverd mag het gezegd.")
    gedeeld: bool | None = Field(description="null: nog niet verteld of het gezegd is.")
    verslag: str | None
    bladnummer: int | None = Field(description="Waar in het log staat dat het is gezegd.")
    bevestigd_op: datetime | None


class MondelingenUit(Uitvoermodel):
    """A page of spoken disclosures."""

    mondelinge_verstrekkingen: list[MondelingUit]
    volgende: str | None


class Vaststelling(Invoermodel):
    """Laying down the verslag."""

    afspraken: Groepstekst = Field(description="Wat er is afgesproken, zonder namen.")


class VerslagUit(Uitvoermodel):
    """The verslag of a meeting as this party has it: what it said and what it was told."""

    overleg: OverlegUit
    gezegd: list[dict[str, Any]] = Field(description="Wat deze partij zei, per bericht.")
    gehoord: list[dict[str, Any]] = Field(description="Wat tegen deze partij is gezegd.")
    open: list[str] = Field(description="Berichten waarvan nog niet bekend is of ze zijn gezegd.")
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
    "soort": "structureel",
    "locatie": voorbeelden.ONTVANGER,
    "begin": _MOMENT,
    "einde": "2026-11-30T10:30:00Z",
    "deelnemers": list(_WIE),
    "afgelast": False,
}
VOORBEELD_GEZEGD: dict[str, Any] = {
    "bericht": VOORBEELD_BERICHT,
    "afzender": voorbeelden.AFZENDER,
    "ontvanger": voorbeelden.ONTVANGER,
    "verslag": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
    "bladnummer": 44,
}
VOORBEELD_OVERLEG: dict[str, Any] = {
    **{naam: waarde for naam, waarde in VOORBEELD_INVOER.items() if naam != "reeks"},
    "id": VOORBEELD_OVERLEG_ID,
    "partij": voorbeelden.ONTVANGER,
    "groep": _GROEP,
    "gezegd": [VOORBEELD_GEZEGD],
}
VOORBEELD_MONDELING: dict[str, Any] = {
    "overleg": VOORBEELD_OVERLEG_ID,
    "verstrekking": {n: w for n, w in VOORBEELD_OPDRACHT.items() if n != "kanaal"},
}
VOORBEELD_MONDELING_UIT: dict[str, Any] = {
    "bericht": VOORBEELD_BERICHT,
    "overleg": VOORBEELD_OVERLEG_ID,
    "groep": _GROEP,
    "status": "afgeleverd",
    "gedeeld": None,
    "verslag": None,
    "bladnummer": None,
    "bevestigdOp": None,
}
VOORBEELD_VERSLAG: dict[str, Any] = {
    "overleg": VOORBEELD_OVERLEG,
    "gezegd": [],
    "gehoord": [],
    "open": [],
    "afspraken": "Het plein wordt de komende maand vaker bezocht.",
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "vastgesteldOp": _MOMENT,
    "vastgesteldDoor": _WIE[1],
}
