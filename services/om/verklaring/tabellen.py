"""Table of what was stated about people of the own file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.om.gegevens.tabellen import Omverklaard
from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class OmverklaringRij(Omverklaard, Basis):
    """What was stated about a person of the own file: about name, address, being known here."""

    __tablename__ = "omverklaring"

    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), primary_key=True)
    versie: Mapped[int]
    aangemaakt_op: Mapped[datetime]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)
