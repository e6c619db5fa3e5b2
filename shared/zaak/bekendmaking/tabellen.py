"""Tables of what went to a derde: the register, and about whom it was."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class BekendmakingRij(Basis):
    """One time something was given to a derde; about how many people, and nothing about whom.

    ``opdrachtgever``: who ordered it. ``geheimhouding`` and ``beveiliging``: how the derde keeps it
    as secret and as secure, where that is asked.
    """

    __tablename__ = "bekendmaking"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    derde: Mapped[str] = mapped_column(String(200))
    voorschrift: Mapped[str] = mapped_column(Text)
    gegevenssoorten: Mapped[list[str]] = mapped_column(JsonTekst)
    gegeven_op: Mapped[date] = mapped_column(Date)
    opdrachtgever: Mapped[str] = mapped_column(KENMERK)
    geheimhouding: Mapped[str | None] = mapped_column(Text)
    beveiliging: Mapped[str | None] = mapped_column(Text)
    personen: Mapped[int]
    gemaakt_op: Mapped[datetime]
    gemaakt_door: Mapped[str] = mapped_column(KENMERK)


class BekendmakingpersoonRij(Basis):
    """That it was about this person: whoever asks what went about him finds it here, whole."""

    __tablename__ = "bekendmaking_persoon"

    bekendmaking: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("bekendmaking.id"), primary_key=True
    )
    persoon_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("persoon.id"), primary_key=True, index=True
    )
    derde: Mapped[str] = mapped_column(String(200))
    voorschrift: Mapped[str] = mapped_column(Text)
    gegevenssoorten: Mapped[list[str]] = mapped_column(JsonTekst)
    gegeven_op: Mapped[date] = mapped_column(Date)
