"""Tables of the actions other parties gave this one: about a group, never about a person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class OntvangenActieRij(Basis):
    """An action as it stands. ``actie`` is what its giver ``van`` calls it.

    ``stuk`` and ``stukversie``: the message that brought the version that counts. ``eigenaar`` and
    ``functie``: who is to see to it; ``uitvoerder`` does it under him, and gets nothing. What was
    taken back has no ``omschrijving`` any more.
    """

    __tablename__ = "ontvangen_actie"
    __table_args__ = (UniqueConstraint("van", "actie"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    van: Mapped[str] = mapped_column(String(63))
    actie: Mapped[str] = mapped_column(KENMERK)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    stuk: Mapped[str] = mapped_column(KENMERK)
    stukversie: Mapped[int]
    doel: Mapped[str] = mapped_column(String(20))
    omschrijving: Mapped[str | None] = mapped_column(Text)
    eigenaar: Mapped[str | None] = mapped_column(KENMERK)
    functie: Mapped[str | None] = mapped_column(String(63))
    uitvoerder: Mapped[str | None] = mapped_column(String(63))
    uiterlijk: Mapped[date] = mapped_column(Date)
    restactie: Mapped[bool]
    stand: Mapped[str] = mapped_column(String(12), index=True)
    versie: Mapped[int]
    ontvangen_op: Mapped[datetime]
    gewijzigd_op: Mapped[datetime]
    teruggenomen_op: Mapped[datetime | None]


class OntvangenActieverloopRij(Basis):
    """What happened to it: one row per version, kept for good.

    ``stuk``: the stuk this party gave, or the message it got; ``stukversie``: the version of the
    action that counted then.
    """

    __tablename__ = "ontvangen_actie_verloop"

    actie: Mapped[str] = mapped_column(KENMERK, ForeignKey("ontvangen_actie.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    gebeurtenis: Mapped[str] = mapped_column(String(16))
    stand: Mapped[str] = mapped_column(String(12))
    stuk: Mapped[str] = mapped_column(KENMERK, index=True)
    stukversie: Mapped[int]
    uiterlijk: Mapped[date] = mapped_column(Date)
    reden: Mapped[str | None] = mapped_column(Text)
    voortgang: Mapped[str | None] = mapped_column(Text)
    effect: Mapped[str | None] = mapped_column(Text)
    tijdstip: Mapped[datetime]
    door: Mapped[str | None] = mapped_column(KENMERK)
