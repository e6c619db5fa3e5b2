"""Tables of the meetings this party organises and of its verslagen: references, no content."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class OverlegreeksRij(Basis):
    """A series of meetings: aims, frequency and composition, per case (covenant 5.2)."""

    __tablename__ = "overlegreeks"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    doel: Mapped[str] = mapped_column(Text)
    frequentie: Mapped[str] = mapped_column(String(200))
    samenstelling: Mapped[list[str]] = mapped_column(JsonTekst)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)


class GeplandOverlegRij(Basis):
    """A meeting this party organises, as it was registered at the gateway last."""

    __tablename__ = "gepland_overleg"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    bladnummer: Mapped[int] = mapped_column(BigInteger)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)


class GeplandeReeksRij(Basis):
    """A series that a planned meeting belongs to: one for each group it is about."""

    __tablename__ = "gepland_overleg_reeks"

    overleg: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("gepland_overleg.id"), primary_key=True
    )
    reeks: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("overlegreeks.id"), primary_key=True, index=True
    )


class VerslagRij(Basis):
    """A version of a verslag that was laid down: the agreements, and a digest over all of it.

    ``vorige``: the digest of the version before this one, which stays as it was.
    """

    __tablename__ = "overlegverslag"

    overleg: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    afspraken: Mapped[str] = mapped_column(Text)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    digest: Mapped[str] = mapped_column(String(60))
    vorige: Mapped[str | None] = mapped_column(String(60))
    vastgesteld_op: Mapped[datetime]
    vastgesteld_door: Mapped[str] = mapped_column(KENMERK)
