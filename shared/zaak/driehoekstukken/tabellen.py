"""Tables of the lists under numbers that were put before who decides. No name, no pseudonym.

Which number is whom is apart: by the entry of the list, which goes with the person.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class DriehoekstukRij(Basis):
    """One document: exactly what every reader of it gets."""

    __tablename__ = "driehoekstuk"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    lijst_id: Mapped[str] = mapped_column(KENMERK)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    opgesteld_op: Mapped[datetime]
    opgesteld_door: Mapped[str] = mapped_column(KENMERK)


class DriehoekstuknummerRij(Basis):
    """Which entry of the list has a number in one document."""

    __tablename__ = "driehoekstuk_nummer"

    stuk_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("driehoekstuk.id"), primary_key=True)
    nummer: Mapped[int] = mapped_column(primary_key=True)
    regel_id: Mapped[str] = mapped_column(KENMERK)
