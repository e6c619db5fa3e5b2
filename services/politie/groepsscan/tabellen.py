"""Tables of the groepsscan. What is said about a person is in ``zegel``, under the person's key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class GroepsscanRij(Basis):
    """A scan of one group, made because the request ``verzoek_id`` asked for it."""

    __tablename__ = "groepsscan"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    verzoek_id: Mapped[str] = mapped_column(KENMERK, unique=True)
    opgesteld_op: Mapped[datetime]
    opgesteld_door: Mapped[str] = mapped_column(KENMERK)


class GroepsscansignaalRij(Basis):
    """One signal about one person around the group; the columns say of what kind, not what."""

    __tablename__ = "groepsscansignaal"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    scan_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("groepsscan.id"), index=True)
    groep: Mapped[str] = mapped_column(KENMERK)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    soort: Mapped[str] = mapped_column(String(16))
    aard: Mapped[str] = mapped_column(String(8))
    politiegegeven_id: Mapped[str | None] = mapped_column(KENMERK)
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str] = mapped_column(KENMERK)
