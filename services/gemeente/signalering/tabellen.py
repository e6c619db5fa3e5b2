"""Table of what was noticed about a group: a single signal or an observation, about nobody."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis

KENMERK = String(36)


class SignaalRij(Basis):
    """One signal or observation (covenant 4.1, step 1). The text was judged before it came here."""

    __tablename__ = "groepssignaal"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    soort: Mapped[str] = mapped_column(String(12))
    bron: Mapped[str] = mapped_column(String(40))
    datum: Mapped[date] = mapped_column(Date)
    plek: Mapped[str] = mapped_column(String(200))
    omschrijving: Mapped[str] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)
