"""Table of decisions that were prepared and wait for who may sign them. Codes, dates, numbers.

What the preparer wrote about it (``inhoud``) is about the group; nobody is recognisable in it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class BesluitconceptRij(Basis):
    """A prepared decision; ``id`` becomes that of the decision.

    ``open_voor``: group and kind while it can still be signed, so that there is one at a time.
    ``besluit``, ``zetting``: exactly what was handed in, from before the gateway was asked.
    """

    __tablename__ = "besluitconcept"
    __table_args__ = (UniqueConstraint("open_voor"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    soort: Mapped[str] = mapped_column(String(40))
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    opgesteld_op: Mapped[datetime]
    opgesteld_door: Mapped[str] = mapped_column(KENMERK)
    stand: Mapped[str] = mapped_column(String(12), index=True)
    open_voor: Mapped[str | None] = mapped_column(String(80))
    besluit: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)
    zetting: Mapped[dict[str, str] | None] = mapped_column(JsonTekst)
    afgedaan_op: Mapped[datetime | None]
    afgedaan_door: Mapped[str | None] = mapped_column(KENMERK)
    bladnummer: Mapped[int | None]
