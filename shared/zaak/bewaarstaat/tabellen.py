"""How much goes on which of the days ahead, as the last run of the periodic work saw it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis


class BewaarstandRij(Basis):
    """In numbers: so many of this kind go on this day; ``vast``: or would have, and are held.

    Written anew by every run. A day that passes with a row left on it says that none ran since.
    """

    __tablename__ = "bewaarstand"

    dag: Mapped[date] = mapped_column(primary_key=True)
    wat: Mapped[str] = mapped_column(String(40), primary_key=True)
    vast: Mapped[bool] = mapped_column(Boolean, primary_key=True)
    aantal: Mapped[int]
