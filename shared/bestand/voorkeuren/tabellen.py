"""Table of named filters. Nothing in it is about a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst, Tijdstip


class VoorkeurRij(Basis):
    """One filter of one official: of which screen, what he calls it, and its codes."""

    __tablename__ = "voorkeur"

    autorisatie_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    scherm: Mapped[str] = mapped_column(String(40))
    naam: Mapped[str] = mapped_column(String(60))
    keuzes: Mapped[dict[str, str]] = mapped_column(JsonTekst)
    gewijzigd_op: Mapped[datetime] = mapped_column(Tijdstip)
