"""How much went on which day, by which row."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis


class VernietigdtalRij(Basis):
    """How many things went by themselves on a day, by the row that said so. No names, no ids."""

    __tablename__ = "vernietigdtal"

    dag: Mapped[date] = mapped_column(primary_key=True)
    regel: Mapped[str] = mapped_column(String(40), primary_key=True)
    aantal: Mapped[int]
