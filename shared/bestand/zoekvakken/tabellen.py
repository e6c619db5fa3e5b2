"""Tables of the vakken: small groups of persons whose blind index is under one key of their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class ZoekvakRij(Basis):
    """One vak by its index key. ``gesloten_op``: its key is about to be destroyed."""

    __tablename__ = "zoekvak"

    sleutel_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    gemaakt_op: Mapped[datetime] = mapped_column(Tijdstip, index=True)
    gesloten_op: Mapped[datetime | None] = mapped_column(Tijdstip)


class ZoekvaklidRij(Basis):
    """In which vak a person is."""

    __tablename__ = "zoekvaklid"

    persoon_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    sleutel_id: Mapped[str] = mapped_column(String(64), index=True)
