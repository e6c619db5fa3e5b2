"""Tables of what was read of the log, until it is a leaf of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import Basis
from shared.opslag.typen import JsonTekst, Uuid


class LeesreeksRij(Basis):
    """Somebody's reading within one stretch of time; see `leesreeksen`. Not out of the leaves."""

    __tablename__ = "leesreeks"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    lezer: Mapped[str] = mapped_column(String(80), index=True)
    wie: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    van: Mapped[datetime]
    tot: Mapped[datetime] = mapped_column(index=True)


class LezingRij(Basis):
    """What was found or opened within a stretch, and how often."""

    __tablename__ = "lezing"

    reeks: Mapped[str] = mapped_column(Uuid, ForeignKey("leesreeks.id"), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(String(43), primary_key=True)
    vraag: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    keren: Mapped[int]
