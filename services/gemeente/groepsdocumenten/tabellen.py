"""Tables of the approach of a group: documents, actions and how they went. No personal data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class GroepsdocumentRij(Basis):
    """A document about a group as it is now; one of each kind per group."""

    __tablename__ = "groepsdocument"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40), primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    versie: Mapped[int]
    vastgesteld: Mapped[bool]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)


class DocumentversieRij(Basis):
    """A version of a document, kept for good: who wrote it, when, and whether it was laid down."""

    __tablename__ = "groepsdocument_versie"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    vastgesteld: Mapped[bool]
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
