"""What was destroyed by itself and stands in no verklaring yet. No names, nobody's id."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class OnverklaardRij(Basis):
    """One count, written with what it counts; it goes once a verklaring has it."""

    __tablename__ = "vernietigd_onverklaard"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    grond: Mapped[str] = mapped_column(String(40))
    aantallen: Mapped[dict[str, int]] = mapped_column(JsonTekst)
    vernietigd_op: Mapped[datetime]
