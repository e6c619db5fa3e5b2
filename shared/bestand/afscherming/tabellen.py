"""What this party remembers of groups that ended."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class GroepseindeRij(Basis):
    """A group that ended: the day the gateway has for it, and whether it was taken on.

    Never the day on which somebody noticed. When a person leaves follows from it and the file, and
    is not stored.
    """

    __tablename__ = "groepseinde"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    gesloten_op: Mapped[date]
    opgepakt: Mapped[bool]
