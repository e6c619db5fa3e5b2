"""Shapes on the wire: kinds of own records with their fields, and what there is of one person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from shared.overzicht.eigengegevens.begrippen import Veldsoort
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import WEGGELATEN, Uitvoermodel

_VELD = {
    "lid": "omschrijving",
    "soort": "tekst",
    "verplicht": True,
    "uitleg": "Wat er is vastgelegd, zonder gegevens over anderen.",
    "keuzes": [],
}
_SOORT = {
    "pad": "overlastgegevens",
    "naam": "overlastgegeven",
    "meervoud": "overlastgegevens",
    "gegevenssoorten": [voorbeelden.GEGEVENSSOORT],
}
VOORBEELD_SOORTEN: dict[str, Any] = {"soorten": [{**_SOORT, "velden": [_VELD]}]}
VOORBEELD_GEGEVENS: dict[str, Any] = {
    "soorten": [
        {
            **_SOORT,
            "gegevens": [
                {
                    "id": "0193aaaa-0000-7000-8000-0000000000b1",
                    "versie": 1,
                    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
                    "vastgelegdOp": voorbeelden.VOORBEELD_TIJD,
                    "gewijzigdOp": voorbeelden.VOORBEELD_TIJD,
                    "gegevens": {"omschrijving": "Geluidsoverlast op het plein (verzonnen)."},
                    "afgeleid": {},
                }
            ],
            "meer": False,
            "weggelaten": 0,
        }
    ]
}


class SoortveldUit(Uitvoermodel):
    """One field of a kind."""

    lid: str = Field(description="De naam waaronder het over de lijn gaat.")
    soort: Veldsoort
    verplicht: bool
    uitleg: str
    keuzes: list[str] = Field(description="Bij een keuze: de waarden.")


class Soortkop(Uitvoermodel):
    """What a kind is called."""

    pad: str = Field(description="Het laatste deel van zijn adres: /personen/{persoonId}/…")
    naam: str
    meervoud: str
    gegevenssoorten: list[str]


class EigenSoortUit(Soortkop):
    """A kind, with its fields."""

    velden: list[SoortveldUit]


class EigenSoortenUit(Uitvoermodel):
    """Every kind of own record of this party."""

    soorten: list[EigenSoortUit]


class EigenRegelUit(Uitvoermodel):
    """One own record, of whatever kind."""

    id: str
    versie: int = Field(description="Voor If-Match bij een verbetering.")
    gegevenssoort: str
    vastgelegd_op: datetime
    gewijzigd_op: datetime
    gegevens: dict[str, Any] = Field(description="Wat er is ingevuld, zonder de lege velden.")
    afgeleid: dict[str, Any] = Field(description="Wat er vandaag uit volgt.")


class EigenGegevensVanSoortUit(Soortkop):
    """What there is of one kind."""

    gegevens: list[EigenRegelUit]
    meer: bool = Field(description="Er is meer; lees dan de lijst van deze soort zelf.")
    weggelaten: int = Field(description=WEGGELATEN)


class EigenGegevensUit(Uitvoermodel):
    """Everything of one person."""

    soorten: list[EigenGegevensVanSoortUit]
