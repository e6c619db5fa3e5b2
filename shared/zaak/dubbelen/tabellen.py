"""What somebody said of who stands in the file twice. No names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class RechtdubbelRij(Basis):
    """That somebody with the same name and date of birth as who asks is another human."""

    __tablename__ = "rechtenverzoek_dubbel"

    verzoek: Mapped[str] = mapped_column(KENMERK, ForeignKey("rechtenverzoek.id"), primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, primary_key=True, index=True)
    gezegd_op: Mapped[datetime]
    gezegd_door: Mapped[str] = mapped_column(KENMERK)
