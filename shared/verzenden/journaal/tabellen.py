"""The table of what was sent and received."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class JournaalRij(Basis):
    """This party's own record of what it sent and received, to be laid beside the log.

    Holds references, digests and proof; never content.
    """

    __tablename__ = "journaal"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    tijdstip: Mapped[datetime] = mapped_column(Tijdstip)
    richting: Mapped[str] = mapped_column(String(3))
    handeling: Mapped[str] = mapped_column(String(24))
    bericht_id: Mapped[str] = mapped_column(KENMERK, index=True)
    digest: Mapped[str | None] = mapped_column(String(64))
    tegenpartij: Mapped[str] = mapped_column(String(63))
    soort: Mapped[str] = mapped_column(String(32))
    groep: Mapped[str | None] = mapped_column(KENMERK)
    medewerker: Mapped[str | None] = mapped_column(KENMERK)
    besluit: Mapped[str | None] = mapped_column(String(64))
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    checkpoint: Mapped[str | None] = mapped_column(Text)
    ontvangst: Mapped[str | None] = mapped_column(Text)
    handtekening: Mapped[str | None] = mapped_column(Text)
