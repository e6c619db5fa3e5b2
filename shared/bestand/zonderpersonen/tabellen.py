"""Table of who confirmed that a text about a group has nobody in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class TekstbevestigingRij(Basis):
    """One writer, one text: what it was written in, and in which version of that."""

    __tablename__ = "tekstbevestiging"

    soort: Mapped[str] = mapped_column(String(40), primary_key=True)
    onderwerp: Mapped[str] = mapped_column(String(120), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK, index=True)
