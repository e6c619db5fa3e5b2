"""The one table of a portal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.opslag.basis import TYPEN, nieuwe_metadata

MIGRATIES = Path(__file__).with_name("migraties")


class Portaalbasis(DeclarativeBase):
    """The portal's own tables: it shares no database with anybody."""

    metadata = nieuwe_metadata()
    type_annotation_map = TYPEN


class Sessierij(Portaalbasis):
    """Somebody who is logged in, as little of it as will do.

    `kenmerk` is the SHA-256 of what the browser holds; `inhoud` opens only with that same.
    """

    __tablename__ = "portaalsessie"

    kenmerk: Mapped[str] = mapped_column(String(64), primary_key=True)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
    gezien_op: Mapped[datetime]
    einde_op: Mapped[datetime] = mapped_column(index=True)
