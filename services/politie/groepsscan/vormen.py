"""Shapes of the groepsscan's API, and their examples (all invented)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from shared.partij.web.vormen import WEGGELATEN, Invoermodel, Kenmerk, Tekst, Uitvoermodel

Signaalsoort = Literal["misdrijf", "overlast", "zorg"]
Aard = Literal["feit", "oordeel"]

_SCAN = "0193aaaa-0000-7000-8000-000000000801"
_PERSOON = "0193aaaa-0000-7000-8000-0000000000a1"
_MOMENT = "2026-11-23T12:00:00Z"

VOORBEELD_SIGNAALINVOER: dict[str, Any] = {
    "persoonId": _PERSOON,
    "soort": "overlast",
    "aard": "feit",
    "omschrijving": "Drie keer gezien op het plein na middernacht (verzonnen).",
    "politiegegevenId": None,
}
VOORBEELD_SCAN: dict[str, Any] = {
    "id": _SCAN,
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "verzoekId": "0193aaaa-0000-7000-8000-000000000002",
    "opgesteldOp": _MOMENT,
    "opgesteldDoor": "0193aaaa-0000-7000-8000-000000000011",
}
VOORBEELD_SIGNAAL: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000802",
    "soort": "overlast",
    "omschrijving": VOORBEELD_SIGNAALINVOER["omschrijving"],
    "politiegegevenId": None,
    "aangemaaktOp": _MOMENT,
    "aangemaaktDoor": "0193aaaa-0000-7000-8000-000000000011",
}
VOORBEELD_VOLLEDIG: dict[str, Any] = {
    **VOORBEELD_SCAN,
    "personen": [
        {
            "persoonId": _PERSOON,
            "naam": "Jaïr Voorbeeld",
            "feiten": [VOORBEELD_SIGNAAL],
            "oordelen": [],
            "zorgsignalen": [],
        }
    ],
    "weggelaten": 0,
}


class ScanInvoer(Invoermodel):
    """A scan answers a request for information."""

    verzoek_id: Kenmerk = Field(description="Het gekregen informatieverzoek waarom u scant.")


class SignaalInvoer(Invoermodel):
    """One signal about one person."""

    persoon_id: Kenmerk
    soort: Signaalsoort = Field(description="Een zorgsignaal verlaat de politie nooit.")
    aard: Aard = Field(description="Een feit, of wat iemand ervan vindt.")
    omschrijving: Tekst = Field(description="Wat er speelt, zonder gegevens over anderen.")
    politiegegeven_id: Kenmerk | None = Field(
        default=None, description="Het eigen gegeven waar dit op rust."
    )


class ScanUit(Uitvoermodel):
    """A scan without persons."""

    id: str
    groep: str
    verzoek_id: str
    opgesteld_op: datetime
    opgesteld_door: str


class ScansUit(Uitvoermodel):
    """The scans of a group."""

    groepsscans: list[ScanUit]


class SignaalUit(Uitvoermodel):
    """One signal, opened."""

    id: str
    soort: str
    omschrijving: str
    politiegegeven_id: str | None
    aangemaakt_op: datetime
    aangemaakt_door: str


class ScanpersoonUit(Uitvoermodel):
    """What the scan says about one person: facts and judgements apart (Wpg 4(3))."""

    persoon_id: str
    naam: str | None
    feiten: list[SignaalUit]
    oordelen: list[SignaalUit]
    zorgsignalen: list[SignaalUit] = Field(description="Blijven bij de politie.")


class VolledigeScanUit(ScanUit):
    """A scan with everybody in it."""

    personen: list[ScanpersoonUit]
    weggelaten: int = Field(description=WEGGELATEN)
