"""What was laid beside the log so far, what still waits for its leaf, and what did not agree.

References, numbers and times; no content. A message is counted once, whatever restarts in between.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class AansluitstandRij(Basis):
    """How far the own file and one log were laid beside each other.

    ``journaal_na``: up to which line of the own journal messages were taken up. ``nagekeken_tot``:
    up to which leaf the log was read. ``aangesloten``: how many messages have their leaf.
    """

    __tablename__ = "aansluitstand"

    log: Mapped[str] = mapped_column(String(255), primary_key=True)
    journaal_na: Mapped[str | None] = mapped_column(KENMERK)
    nagekeken_tot: Mapped[int] = mapped_column(BigInteger)
    aangesloten: Mapped[int] = mapped_column(BigInteger)
    bijgewerkt_op: Mapped[datetime]


class AansluitpostRij(Basis):
    """A message that was taken in and whose leaf was not seen yet."""

    __tablename__ = "aansluitpost"

    bericht_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    bladnummer: Mapped[int] = mapped_column(BigInteger, index=True)
    digest: Mapped[str] = mapped_column(String(64))
    partij: Mapped[str] = mapped_column(String(63))
    ontvangen_op: Mapped[datetime] = mapped_column(index=True)


class AansluitverschilRij(Basis):
    """A difference, kept with the log's own signed word of that moment (``checkpoint``).

    ``hersteld_op``: the leaf was shown afterwards; only what came too late can be mended.
    """

    __tablename__ = "aansluitverschil"
    __table_args__ = (UniqueConstraint("soort", "bericht_id", "bladnummer"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    soort: Mapped[str] = mapped_column(String(16))
    bericht_id: Mapped[str] = mapped_column(KENMERK)
    bladnummer: Mapped[int] = mapped_column(BigInteger)
    partij: Mapped[str] = mapped_column(String(63))
    gevonden_op: Mapped[datetime]
    hersteld_op: Mapped[datetime | None]
    checkpoint: Mapped[str | None] = mapped_column(Text)
