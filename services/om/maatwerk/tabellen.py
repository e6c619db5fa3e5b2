"""Table of the OM's own tailor-made work for a group: internal; nothing it says ever leaves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class MaatwerkRij(Basis):
    """What the OM does for this group, and the line that may be told in the meeting (5.1).

    ``intern`` is for the OM alone; only ``terugkoppeling`` is meant to be told, and it points at
    nobody. There is no source by which either could become part of a message. ``stuk``: with what
    the others were told that it was done, and nothing else.
    """

    __tablename__ = "maatwerk"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    soort: Mapped[str] = mapped_column(String(24))
    intern: Mapped[str] = mapped_column(Text)
    terugkoppeling: Mapped[str | None] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)
    stuk: Mapped[str | None] = mapped_column(KENMERK)
