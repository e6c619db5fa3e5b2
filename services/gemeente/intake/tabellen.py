"""Table of intakes. About nobody: who may write is known by the organisation and the code alone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class IntakeRij(Basis):
    """One code, opened by an official for one organisation.

    ``hash``: all that is kept of the code; gone once it can no longer be used. ``geweigerd``: how
    many texts were refused. ``signaal``: what came of it.
    """

    __tablename__ = "intake"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    organisatie: Mapped[str] = mapped_column(String(40))
    groep: Mapped[str | None] = mapped_column(KENMERK, index=True)
    hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    geldig_tot: Mapped[date] = mapped_column(Date)
    geopend_op: Mapped[datetime]
    geopend_door: Mapped[str] = mapped_column(KENMERK)
    geweigerd: Mapped[int]
    gebruikt_op: Mapped[datetime | None]
    signaal: Mapped[str | None] = mapped_column(KENMERK)
    ingetrokken_op: Mapped[datetime | None]
    ingetrokken_door: Mapped[str | None] = mapped_column(KENMERK)
