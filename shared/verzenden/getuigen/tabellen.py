"""Tables of the witness: what it signed last of a log, and what it caught the log at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import Tijdstip


class GetuigenisRij(Basis):
    """The newest checkpoint this party cosigned of a log."""

    __tablename__ = "getuigenis"

    log: Mapped[str] = mapped_column(String(255), primary_key=True)
    grootte: Mapped[int] = mapped_column(BigInteger)
    wortel: Mapped[str] = mapped_column(String(64))
    notitie: Mapped[str] = mapped_column(Text)
    getekend_op: Mapped[datetime]


class LogalarmRij(Basis):
    """Two signed notes that cannot both be of one log: evidence that holds without us.

    Until somebody acknowledges it this party sends nothing: no log, no exchange. That goes for what
    this party found itself, and for what another reported (`gemeld_door`) when the notes prove it
    by themselves (`bewezen`): nobody stops the exchange on his word alone.

    Nobody lifts a proven stop alone either: who looked first says with which history to go on
    (the `voorgesteld` columns), and only another who says the same makes it so.
    """

    __tablename__ = "logalarm"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    tijdstip: Mapped[datetime]
    log: Mapped[str] = mapped_column(String(255))
    eerder: Mapped[str] = mapped_column(Text)
    later: Mapped[str] = mapped_column(Text)
    melding: Mapped[str] = mapped_column(Text)
    erkend_op: Mapped[datetime | None] = mapped_column(index=True)
    erkend_door: Mapped[str | None] = mapped_column(String(36))
    reden: Mapped[str | None] = mapped_column(Text)
    gemeld_door: Mapped[str | None] = mapped_column(String(63))
    bewezen: Mapped[bool]
    voorgesteld_op: Mapped[datetime | None]
    voorgesteld_door: Mapped[str | None] = mapped_column(String(36))
    voorgesteld_later: Mapped[bool | None]
    voorgestelde_reden: Mapped[str | None] = mapped_column(Text)


class GezienCheckpointRij(Basis):
    """The newest checkpoint of the log this party verified; every next one must build on it."""

    __tablename__ = "gezien_checkpoint"

    log: Mapped[str] = mapped_column(String(255), primary_key=True)
    grootte: Mapped[int] = mapped_column(BigInteger)
    wortel: Mapped[str] = mapped_column(String(64))
    notitie: Mapped[str] = mapped_column(Text)
    gezien_op: Mapped[datetime] = mapped_column(Tijdstip)
