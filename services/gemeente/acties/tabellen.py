"""Tables of agreed actions and of what became of each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK
from shared.partij.web.herhaling import Herhaalbaar


class ActieRij(Herhaalbaar, Basis):
    """One agreed action: for which goal, whose it is and by when (covenant 4.1, steps 5 to 7).

    ``uitvoerder`` does it under its owner. Of another party's action: ``te_geven``: that party does
    not know yet how it is now; ``stuk`` and ``stukversie``: the last version it was given.
    """

    __tablename__ = "actie"
    __table_args__ = (
        Index("uq_actie_opdracht", "opdracht_van", "idempotentiesleutel", unique=True),
    )

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    doel: Mapped[str] = mapped_column(String(20))
    omschrijving: Mapped[str] = mapped_column(Text)
    partij: Mapped[str] = mapped_column(String(63), index=True)
    eigenaar: Mapped[str | None] = mapped_column(KENMERK)
    functie: Mapped[str | None] = mapped_column(String(63))
    uitvoerder: Mapped[str | None] = mapped_column(String(63))
    uiterlijk: Mapped[date] = mapped_column(Date)
    betrokkene: Mapped[str | None] = mapped_column(KENMERK)
    restactie: Mapped[bool]
    status: Mapped[str] = mapped_column(String(12), index=True)
    te_geven: Mapped[bool]
    stuk: Mapped[str | None] = mapped_column(KENMERK)
    stukversie: Mapped[int | None]
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]


class ActieverloopRij(Basis):
    """What happened to an action: one row per change, kept for good.

    ``van``: the party that reported it, with ``stuk``, about the version ``stukversie`` it had.
    ``omschrijving``: what it said from here on, if that changed.
    """

    __tablename__ = "actie_verloop"

    actie: Mapped[str] = mapped_column(KENMERK, ForeignKey("actie.id"), primary_key=True)
    versie: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(12))
    omschrijving: Mapped[str | None] = mapped_column(Text)
    reden: Mapped[str | None] = mapped_column(Text)
    voortgang: Mapped[str | None] = mapped_column(Text)
    effect: Mapped[str | None] = mapped_column(Text)
    van: Mapped[str | None] = mapped_column(String(63))
    stuk: Mapped[str | None] = mapped_column(KENMERK)
    stukversie: Mapped[int | None]
    eigenaar: Mapped[str | None] = mapped_column(KENMERK)
    uiterlijk: Mapped[date] = mapped_column(Date)
    tijdstip: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
