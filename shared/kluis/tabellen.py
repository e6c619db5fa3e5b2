"""The tables of the kluis, in a database of its own, and where its migrations are."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.opslag.basis import TYPEN, nieuwe_metadata
from shared.opslag.typen import Uuid

MIGRATIES = Path(__file__).parent / "migraties"


class KluisBasis(DeclarativeBase):
    """Base of the kluis alone: it is a database apart."""

    metadata = nieuwe_metadata()
    type_annotation_map = TYPEN


class Tijdperk(KluisBasis):
    """The epoch. Outside a rotation there is exactly one row.

    `gewikkeld` is the epoch key, wrapped by the key source; null only while the very first epoch
    is being made.
    """

    __tablename__ = "kluis_tijdperk"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    volgnummer: Mapped[int] = mapped_column(unique=True)
    gewikkeld: Mapped[bytes | None] = mapped_column(LargeBinary)
    gemaakt: Mapped[datetime]


class Sleutel(KluisBasis):
    """A key of a person, or (with a `naam`) a key of the kluis itself, wrapped under the epoch key.

    The reference to the epoch is also the guard: an epoch cannot go while a key still needs it.
    """

    __tablename__ = "kluis_sleutel"

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    naam: Mapped[str | None] = mapped_column(String(40), unique=True)
    tijdperk_id: Mapped[str] = mapped_column(
        Uuid, ForeignKey("kluis_tijdperk.id", ondelete="RESTRICT"), index=True
    )
    gewikkeld: Mapped[bytes] = mapped_column(LargeBinary)
    gemaakt: Mapped[datetime]


class Vernietigd(KluisBasis):
    """That a key was destroyed, and when. Not whose it was: the id says nothing by itself."""

    __tablename__ = "kluis_vernietigd"

    sleutel_id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    tijdstip: Mapped[datetime]


class Onthouden(KluisBasis):
    """What a party's file may not lose when an older copy of it is put back, about somebody.

    `zegel`: under the key of whom it is about, so that it goes with him; of nobody, codes and days
    as they are. `vast`: the file has it;
    until then whoever wrote it may have been stopped before the file did.
    """

    __tablename__ = "kluis_onthouden"

    soort: Mapped[str] = mapped_column(String(40), primary_key=True)
    kenmerk: Mapped[str] = mapped_column(String(36), primary_key=True)
    sleutel_id: Mapped[str | None] = mapped_column(Uuid, index=True)
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    vast: Mapped[bool]


class Kopiemoment(KluisBasis):
    """A copy of the file was made at this moment. The copy of the kluis beside it lacks the row."""

    __tablename__ = "kluis_kopie"

    gemaakt_op: Mapped[datetime] = mapped_column(primary_key=True)
