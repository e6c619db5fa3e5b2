"""Shapes of the overview of who oversees, and its example."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.partij.toezicht.bron import Rubriek, Toezichtstand, Toezichturgentie
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Uitvoermodel

_ZAAK = "0193aaaa-0000-7000-8000-0000000000e7"


class ToezichtregelUit(Uitvoermodel):
    """One thing that runs, or that was done."""

    rubriek: Rubriek
    soort: str
    onderwerp: str = Field(description="Waar het over gaat: een verwijzing.")
    titel: str = Field(description="Wat er loopt of is gedaan, in woorden; over niemand.")
    groep: str | None
    stand: Toezichtstand
    urgentie: Toezichturgentie | None = Field(description="Leeg als het is gedaan.")
    uiterlijk: date | None = Field(description="De laatste dag.")
    klok: datetime | None = Field(description="Het laatste moment, als de termijn in uren is.")
    sinds: datetime
    gedaan_op: datetime | None
    pad: str = Field(description="Waar in deze API het te lezen is, na /v1.")


class RubriektellingUit(Uitvoermodel):
    """How much stands under one heading."""

    rubriek: Rubriek
    open: int
    te_laat: int = Field(description="Daarvan te laat.")
    vandaag: int = Field(description="Daarvan voor vandaag.")
    gedaan: int = Field(description="Gedaan sinds de gevraagde dag.")


class ToezichtoverzichtUit(Uitvoermodel):
    """A page of the overview; the numbers are of all of it."""

    rubrieken: list[RubriektellingUit]
    regels: list[ToezichtregelUit]
    sinds: date = Field(description="Vanaf welke dag is meegeteld wat is gedaan.")
    volledig: bool = Field(
        description="Onwaar als de gateway nu niet te bereiken is: dan ontbreken de alarmen."
    )
    volgende: str | None = Field(description="De cursor van de volgende pagina.")


VOORBEELD_OVERZICHT: dict[str, Any] = {
    "rubrieken": [
        {"rubriek": een.value, "open": 0, "teLaat": 0, "vandaag": 0, "gedaan": 0}
        for een in Rubriek
        if een is not Rubriek.INCIDENTEN
    ]
    + [{"rubriek": "incidenten", "open": 1, "teLaat": 0, "vandaag": 1, "gedaan": 0}],
    "regels": [
        {
            "rubriek": "incidenten",
            "soort": "incident-klok",
            "onderwerp": _ZAAK,
            "titel": "Incident (vertrouwelijkheid): melden bij de toezichthouder",
            "groep": None,
            "stand": "open",
            "urgentie": "vandaag",
            "uiterlijk": "2026-11-26",
            "klok": "2026-11-26T10:00:00Z",
            "sinds": VOORBEELD_TIJD,
            "gedaanOp": None,
            "pad": f"/incidenten/{_ZAAK}",
        }
    ],
    "sinds": "2026-10-26",
    "volledig": True,
    "volgende": None,
}
