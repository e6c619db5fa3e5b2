"""Table of what was done with a complaint or a claim. What was said of it is sealed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class RechtvervolgRij(Basis):
    """A step; which there are says the covenant file. ``naar``: the party it was passed on to."""

    __tablename__ = "rechtvervolg"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    verzoek: Mapped[str] = mapped_column(KENMERK, ForeignKey("rechtenverzoek.id"), index=True)
    persoon_id: Mapped[str | None] = mapped_column(KENMERK, index=True)
    stap: Mapped[str] = mapped_column(String(40))
    op: Mapped[date] = mapped_column(Date)
    naar: Mapped[str | None] = mapped_column(String(63))
    sleutel_id: Mapped[str | None] = mapped_column(String(64))
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)
