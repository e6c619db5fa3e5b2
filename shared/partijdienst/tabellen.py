"""The table of the periodic work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class OnderhoudsbeurtRij(Basis):
    """One run of the periodic work. The newest unfinished one holds the lock until ``tot``."""

    __tablename__ = "onderhoudsbeurt"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    slot: Mapped[str | None] = mapped_column(String(16), unique=True)
    begonnen_op: Mapped[datetime]
    tot: Mapped[datetime]
    klaar_op: Mapped[datetime | None]
    uitkomst: Mapped[dict[str, int] | None] = mapped_column(JsonTekst)
