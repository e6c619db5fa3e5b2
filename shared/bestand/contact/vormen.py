"""Shapes of how an official can be reached."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from shared.partij.web.vormen import Invoermodel, Uitvoermodel, Werkmail, Werktelefoon

VOORBEELD_INVOER: dict[str, Any] = {
    "email": "mare.verzonnen@voorbeeld.example",
    "telefoon": "010 0000000",
}
VOORBEELD_UIT: dict[str, Any] = {
    "naam": "Mare Verzonnen",
    "functie": "analist",
    "organisatie": "Politie Verzonnenwaard",
    **VOORBEELD_INVOER,
    "versie": 1,
    "gewijzigdOp": "2026-11-23T12:00:00Z",
}


class Contactinvoer(Invoermodel):
    """How I can be reached at work; nothing of at home."""

    email: Werkmail | None = Field(default=None, description="Het adres van het werk.")
    telefoon: Werktelefoon | None = Field(default=None, description="Het nummer van het werk.")


class ContactUit(Uitvoermodel):
    """What the others at a table get: these five, and nothing else (4.4)."""

    naam: str = Field(description="Zoals de beheerder u registreerde.")
    functie: str
    organisatie: str
    email: str | None
    telefoon: str | None
    versie: int = Field(description="0: u gaf het nog niet zelf.")
    gewijzigd_op: datetime
