"""Tables of concepts: sealed under the key of who wrote it and of everybody it is about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip

SOORT = String(40)
ONDERWERP = String(80)


class ConceptRij(Basis):
    """One form of one official. No column holds what was filled in."""

    __tablename__ = "concept"
    __table_args__ = (UniqueConstraint("autorisatie_id", "soort", "onderwerp"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    autorisatie_id: Mapped[str] = mapped_column(KENMERK)
    soort: Mapped[str] = mapped_column(SOORT)
    onderwerp: Mapped[str] = mapped_column(ONDERWERP)
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    gewijzigd_op: Mapped[datetime] = mapped_column(Tijdstip)
    verloopt_op: Mapped[datetime] = mapped_column(Tijdstip, index=True)


class ConceptpersoonRij(Basis):
    """About whom it is: then it goes when he goes."""

    __tablename__ = "concept_persoon"

    concept_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True
    )
    persoon_id: Mapped[str] = mapped_column(KENMERK, primary_key=True, index=True)
