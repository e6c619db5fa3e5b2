"""What every table of a party's own records has."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from shared.opslag.typen import KENMERK


class Dossierrij:
    """Mixin for the table of one kind of record. Columns of one's own hold no content."""

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)

    @declared_attr
    def persoon_id(cls) -> Mapped[str]:  # noqa: N805 - declared_attr is called on the class
        return mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)

    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    aard: Mapped[str] = mapped_column(String(8))
    bijzonder: Mapped[bool] = mapped_column(Boolean)
    derden_verwijderd: Mapped[bool] = mapped_column(Boolean)
    versie: Mapped[int]
    aangemaakt_op: Mapped[datetime]
    aangemaakt_door: Mapped[str] = mapped_column(KENMERK)
    gewijzigd_op: Mapped[datetime]
