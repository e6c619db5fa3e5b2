"""Table of orders that were carried out under a key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class EenmaligRij(Basis):
    """One order of one official. ``kenmerk``: what came of it, empty once that is destroyed."""

    __tablename__ = "eenmalig"

    autorisatie_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(64), primary_key=True)
    opdracht: Mapped[str | None] = mapped_column(String(64))
    kenmerk: Mapped[str | None] = mapped_column(KENMERK)
    persoon_id: Mapped[str | None] = mapped_column(KENMERK, index=True)
    gedaan_op: Mapped[datetime] = mapped_column(Tijdstip, index=True)
