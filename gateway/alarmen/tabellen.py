"""Tables of the alarms: references, counts and who deals with it. No name, no text about a person.

`toelichting` is a text about the alarm that went through the detector of names; it stands here and
not in a leaf, and goes when the leaf's content goes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import CODE, DIGEST, Basis
from shared.opslag.typen import JsonTekst, Uuid


class AlarmRij(Basis):
    """An alarm. `bron`: log (found here) or bestand (reported by `gemeld_door`)."""

    __tablename__ = "alarm"
    __table_args__ = (Index("ix_alarm_regel_onderwerp", "regel", "onderwerp"),)

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    bladnummer: Mapped[int] = mapped_column(BigInteger, index=True)
    tijdstip: Mapped[datetime] = mapped_column(index=True)
    bron: Mapped[str] = mapped_column(String(10))
    gemeld_door: Mapped[str | None] = mapped_column(CODE)
    digest: Mapped[str | None] = mapped_column(DIGEST)
    regel: Mapped[str] = mapped_column(String(51))
    ernst: Mapped[str] = mapped_column(String(10))
    per: Mapped[str] = mapped_column(String(20))
    onderwerp: Mapped[str] = mapped_column(String(120))
    begin: Mapped[datetime]
    einde: Mapped[datetime]
    stil_tot: Mapped[datetime] = mapped_column(index=True)
    aantal: Mapped[int] = mapped_column(Integer)
    bladen: Mapped[list[int]] = mapped_column(JsonTekst)
    partijen: Mapped[list[str]] = mapped_column(JsonTekst)
    status: Mapped[str] = mapped_column(String(20))
    eigenaar: Mapped[str | None] = mapped_column(Uuid)
    uitkomst: Mapped[str | None] = mapped_column(String(20))
    toelichting: Mapped[str | None] = mapped_column(Text)
    versie: Mapped[int] = mapped_column(Integer)
    gewijzigd_op: Mapped[datetime]


class AlarmpartijRij(Basis):
    """A party that hears of an alarm and may see it."""

    __tablename__ = "alarmpartij"

    alarm: Mapped[str] = mapped_column(
        Uuid, ForeignKey("alarm.id", ondelete="CASCADE"), primary_key=True
    )
    partij: Mapped[str] = mapped_column(CODE, primary_key=True)


class AlarmstandRij(Basis):
    """Up to which leaf the log was judged; one row."""

    __tablename__ = "alarmstand"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    grootte: Mapped[int] = mapped_column(BigInteger)
