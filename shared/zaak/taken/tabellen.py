"""Tables of the tasks people give themselves and each other: about a group, not about a person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class TaakRij(Basis):
    """A task as it is now. ``herinnerd_op``: the owner's system was told that its day has come."""

    __tablename__ = "taak"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    titel: Mapped[str] = mapped_column(String(200))
    eigenaar: Mapped[str] = mapped_column(KENMERK, index=True)
    uiterlijk: Mapped[date] = mapped_column(Date)
    stand: Mapped[str] = mapped_column(String(12), index=True)
    uitkomst: Mapped[str | None] = mapped_column(Text)
    versie: Mapped[int]
    gemaakt_op: Mapped[datetime]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)
    herinnerd_op: Mapped[datetime | None]


class TaakverloopRij(Basis):
    """What happened to a task: one row per version, kept for good."""

    __tablename__ = "taak_verloop"

    taak: Mapped[str] = mapped_column(KENMERK, ForeignKey("taak.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    handeling: Mapped[str] = mapped_column(String(16))
    titel: Mapped[str] = mapped_column(String(200))
    eigenaar: Mapped[str] = mapped_column(KENMERK)
    uiterlijk: Mapped[date] = mapped_column(Date)
    toelichting: Mapped[str | None] = mapped_column(Text)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
