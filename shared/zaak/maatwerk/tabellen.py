"""Table of what a party does by itself for a group: about nobody, and it stays here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class EigenMaatwerkRij(Basis):
    """Tailor-made work (covenant 5.1). ``stuk``: with what it was told that it is done."""

    __tablename__ = "eigen_maatwerk"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    omschrijving: Mapped[str] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
    vastgelegd_door: Mapped[str] = mapped_column(KENMERK)
    stuk: Mapped[str | None] = mapped_column(KENMERK)
