"""Tables of who looked back into what is kept, at whom, and what of it was still correct."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class TerugblikRij(Basis):
    """One look back: why, by whom, and at how many people. Nobody is named in it.

    ``groep``: of which group, where the reason is that very group; ``nieuwe_groep``: where what is
    confirmed goes. It stays as long as anybody may ask who looked.
    """

    __tablename__ = "terugblik"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    aanleiding: Mapped[str] = mapped_column(String(40))
    groep: Mapped[str | None] = mapped_column(KENMERK)
    nieuwe_groep: Mapped[str | None] = mapped_column(KENMERK)
    reden: Mapped[str] = mapped_column(Text)
    gevonden: Mapped[int]
    getoetst: Mapped[int]
    open_tot: Mapped[date] = mapped_column(Date)
    gemaakt_op: Mapped[datetime]
    gemaakt_door: Mapped[str] = mapped_column(KENMERK)


class TerugblikpersoonRij(Basis):
    """Somebody who was found, and by whom what is kept about him was tested."""

    __tablename__ = "terugblik_persoon"

    terugblik: Mapped[str] = mapped_column(KENMERK, ForeignKey("terugblik.id"), primary_key=True)
    persoon_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("persoon.id"), primary_key=True, index=True
    )
    getoetst_op: Mapped[datetime | None]
    getoetst_door: Mapped[str | None] = mapped_column(KENMERK)


class ToetsRij(Basis):
    """What somebody found of one item; of one that does not stay, when it was gone."""

    __tablename__ = "terugblik_toets"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    terugblik: Mapped[str] = mapped_column(KENMERK, ForeignKey("terugblik.id"))
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    bron: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(KENMERK)
    uitslag: Mapped[str] = mapped_column(String(40))
    blijft: Mapped[bool] = mapped_column(Boolean)
    op: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
    weg_op: Mapped[datetime | None]
