"""Tables of the approach of a group: documents, actions and how they went. No personal data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import JsonTekst

KENMERK = String(36)


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


class ActieRij(Basis):
    """One agreed action: for which goal, whose it is and by when (covenant 4.1, steps 5 to 7)."""

    __tablename__ = "actie"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    doel: Mapped[str] = mapped_column(String(20))
    omschrijving: Mapped[str] = mapped_column(Text)
    partij: Mapped[str] = mapped_column(String(63), index=True)
    eigenaar: Mapped[str] = mapped_column(KENMERK)
    uiterlijk: Mapped[date] = mapped_column(Date)
    betrokkene: Mapped[str | None] = mapped_column(KENMERK)
    restactie: Mapped[bool]
    status: Mapped[str] = mapped_column(String(12), index=True)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]


class ActieverloopRij(Basis):
    """What happened to an action: one row per change, kept for good."""

    __tablename__ = "actie_verloop"

    actie: Mapped[str] = mapped_column(KENMERK, ForeignKey("actie.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(12))
    voortgang: Mapped[str | None] = mapped_column(Text)
    effect: Mapped[str | None] = mapped_column(Text)
    eigenaar: Mapped[str] = mapped_column(KENMERK)
    uiterlijk: Mapped[date] = mapped_column(Date)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
