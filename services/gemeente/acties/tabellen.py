"""Tables of agreed actions and of what became of each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


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
