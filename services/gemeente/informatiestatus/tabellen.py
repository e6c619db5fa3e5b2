"""Table of who was told, and of who was not and why. Content is in ``zegel``."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class InformatiestatusRij(Basis):
    """Whether a person got the information letter (covenant 3.5, 10.2; AVG 14).

    ``goedgekeurd_door``: the second official who looked at an exception (I5).
    """

    __tablename__ = "informatiestatus"

    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), primary_key=True)
    status: Mapped[str] = mapped_column(String(16))
    grond: Mapped[str | None] = mapped_column(String(16))
    herbeoordeling: Mapped[date | None] = mapped_column(Date)
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    versie: Mapped[int]
    aangemaakt_op: Mapped[datetime]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)
    goedgekeurd_op: Mapped[datetime | None]
    goedgekeurd_door: Mapped[str | None] = mapped_column(KENMERK)
