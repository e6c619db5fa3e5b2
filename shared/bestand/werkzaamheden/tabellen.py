"""Table of long work that an official began. Nothing in it is about a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class WerkzaamheidRij(Basis):
    """Who began what, and how much it was then. How far it is, the work itself says."""

    __tablename__ = "werkzaamheid"
    __table_args__ = (UniqueConstraint("soort", "onderwerp"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    onderwerp: Mapped[str] = mapped_column(KENMERK)
    autorisatie_id: Mapped[str] = mapped_column(KENMERK, index=True)
    totaal: Mapped[int] = mapped_column(Integer)
    begonnen_op: Mapped[datetime] = mapped_column(Tijdstip, index=True)
