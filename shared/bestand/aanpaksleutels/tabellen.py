"""Table of the keys per person and purpose: under which key a group's approach keeps what it has.

A person's own key (``persoon.sleutel_id``) seals what this party keeps for its own task. What a
group's approach brought is sealed under a key of this table, so that it can end by itself.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class AanpaksleutelRij(Basis):
    """One key of one person in one group. There may be more: two made at once are both right.

    ``persoon_id``: a person, or of a participant how the message calls him.
    """

    __tablename__ = "aanpaksleutel"
    __table_args__ = (Index("ix_aanpaksleutel_groep_persoon_id", "groep", "persoon_id"),)

    sleutel_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, index=True)
    groep: Mapped[str] = mapped_column(KENMERK)
    doel: Mapped[str] = mapped_column(String(16))
    gemaakt_op: Mapped[datetime] = mapped_column(Tijdstip)
