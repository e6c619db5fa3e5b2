"""Wat een partij zich voorneemt met iemand uit een groep: een verzonnen onderwerp."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis, nieuwe_metadata
from shared.opslag.typen import KENMERK


class Proefbasis(Basis):
    """Een eigen metadata: de databank van de andere proeven heeft deze tabel niet."""

    __abstract__ = True
    metadata = nieuwe_metadata()


class VoornemenRij(Proefbasis):
    """Eén voornemen. Het vervalt op zijn dag, en gaat mee met wie wordt vernietigd."""

    __tablename__ = "voornemen"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, index=True)
    vastgelegd_op: Mapped[datetime]
    vervalt_op: Mapped[datetime]
