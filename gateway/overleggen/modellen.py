"""Tables of the meetings: references and times, no name, no text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from gateway.modellen import CODE, DIGEST, Basis
from shared.opslag.typen import JsonTekst, Uuid


class OverlegRij(Basis):
    """A meeting as its organiser registered it last. `deelnemers`: references of authorisations."""

    __tablename__ = "overleg"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"))
    soort: Mapped[str] = mapped_column(CODE)
    locatie: Mapped[str] = mapped_column(CODE)
    begin: Mapped[datetime]
    einde: Mapped[datetime]
    deelnemers: Mapped[list[str]] = mapped_column(JsonTekst)
    afgelast: Mapped[bool]
    versie: Mapped[int]
    digest: Mapped[str] = mapped_column(DIGEST)
    gewijzigd_op: Mapped[datetime]


class OverleggroepRij(Basis):
    """A group that a meeting is about."""

    __tablename__ = "overleg_groep"
    __table_args__ = (Index("ix_overleg_groep_groep", "groep"),)

    overleg: Mapped[str] = mapped_column(Uuid, ForeignKey("overleg.id"), primary_key=True)
    groep: Mapped[str] = mapped_column(Uuid, ForeignKey("groep.id"), primary_key=True)
    plaats: Mapped[int]
