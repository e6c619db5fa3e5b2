"""Table of who was let in at the door: references to officials, no names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class ToelatingRij(Basis):
    """Somebody who was not invited: registered at the door, after ``door`` checked his name."""

    __tablename__ = "overlegtoelating"

    overleg: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    deelnemer: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    op: Mapped[datetime] = mapped_column(Tijdstip)
    door: Mapped[str] = mapped_column(KENMERK)
