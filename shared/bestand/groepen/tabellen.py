"""Table of how a group stood, each time this party saw it change. No personal data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class GroepsmomentRij(Basis):
    """A state of a group at the gateway, and since when this party knows of it."""

    __tablename__ = "groepsmoment"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    volgnummer: Mapped[int] = mapped_column(primary_key=True)
    stap: Mapped[int]
    status: Mapped[str] = mapped_column(String(24))
    start: Mapped[str | None] = mapped_column(String(10))
    prioritering: Mapped[str | None] = mapped_column(String(8))
    eindcriterium: Mapped[str | None] = mapped_column(String(64))
    gezien_op: Mapped[datetime]
