"""Table of external keys. What they say is sealed; beside it stands only the keyed index."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class ExterneSleutelRij(Basis):
    """One key of one person; the same key of the same system is of nobody else."""

    __tablename__ = "externe_sleutel"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    zoekindex: Mapped[str] = mapped_column(String(128), unique=True)
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str] = mapped_column(KENMERK)
