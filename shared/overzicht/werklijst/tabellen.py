"""Table of what a human said is dealt with, where no fact says so by itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class AfgehandeldRij(Basis):
    """An item somebody ticked off. ``sinds``: which occurrence; the next one is new work."""

    __tablename__ = "werk_afgehandeld"

    soort: Mapped[str] = mapped_column(String(40), primary_key=True)
    onderwerp: Mapped[str] = mapped_column(String(120), primary_key=True)
    sinds: Mapped[datetime] = mapped_column(primary_key=True)
    reden: Mapped[str] = mapped_column(Text)
    op: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
