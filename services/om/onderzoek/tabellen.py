"""Tables of the criminal investigations into a group and their cases: no personal data.

The number of a case stays here: the gateway only hears the days (covenant 5.2).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class OnderzoekRij(Basis):
    """An investigation as it is now; ``bladnummer`` is the leaf of the decision that set its days.

    ``eigenaar`` is the authorisation of the official who answers for it (reading E8).
    """

    __tablename__ = "strafrechtelijk_onderzoek"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    eigenaar: Mapped[str] = mapped_column(KENMERK, index=True)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date] = mapped_column(Date, index=True)
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)


class OnderzoekversieRij(Basis):
    """Every version of an investigation, kept for good: who set what, and which leaf proves it."""

    __tablename__ = "strafrechtelijk_onderzoek_versie"

    onderzoek: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("strafrechtelijk_onderzoek.id"), primary_key=True
    )
    versie: Mapped[int] = mapped_column(primary_key=True)
    eigenaar: Mapped[str] = mapped_column(KENMERK)
    van: Mapped[date] = mapped_column(Date)
    tot: Mapped[date] = mapped_column(Date)
    zaken: Mapped[list[dict[str, Any]]] = mapped_column(JsonTekst)
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)


class ZaakRij(Basis):
    """A case within an investigation and the officer who handles it."""

    __tablename__ = "zaak"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    onderzoek: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("strafrechtelijk_onderzoek.id"), index=True
    )
    nummer: Mapped[str] = mapped_column(String(40))
    zaakofficier: Mapped[str] = mapped_column(KENMERK, index=True)
