"""Table of what somebody gets of his data: collected, without others, looked at by a human."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class RechtafschriftRij(Basis):
    """One per request; ``zegel`` under his key. ``weggelaten``: how many spots.

    ``voorgesteld_door``: who wants to leave out more than what was replaced, until a second looked
    (``bevestigd_door``): that refuses him something.
    """

    __tablename__ = "rechtafschrift"

    verzoek: Mapped[str] = mapped_column(KENMERK, ForeignKey("rechtenverzoek.id"), primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, index=True)
    sleutel_id: Mapped[str] = mapped_column(String(64))
    versie: Mapped[int]
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    weggelaten: Mapped[int]
    opgesteld_op: Mapped[datetime]
    opgesteld_door: Mapped[str] = mapped_column(KENMERK)
    nagekeken_op: Mapped[datetime | None]
    nagekeken_door: Mapped[str | None] = mapped_column(KENMERK)
    voorgesteld_door: Mapped[str | None] = mapped_column(KENMERK)
    bevestigd_door: Mapped[str | None] = mapped_column(KENMERK)
