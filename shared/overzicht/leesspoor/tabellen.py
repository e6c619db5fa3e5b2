"""Table of who looked into the trail itself, and why. A reference, days and a reason."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class LeesspoorvraagRij(Basis):
    """One question put to the trail. Nobody is in ``reden``: its writer confirmed that.

    ``aantal``: how many lines were given; of what is older not known. ``uitvoer``: as a file.
    """

    __tablename__ = "leesspoorvraag"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK, index=True)
    persoon_id: Mapped[str | None] = mapped_column(KENMERK)
    medewerker: Mapped[str | None] = mapped_column(KENMERK)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date] = mapped_column(Date)
    reden: Mapped[str] = mapped_column(Text)
    aantal: Mapped[int | None]
    uitvoer: Mapped[bool] = mapped_column(Boolean, server_default=false())
