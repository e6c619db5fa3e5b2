"""Table of the letters: to whom, when and how; the letter itself only as sealed bytes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class BriefRij(Basis):
    """A letter about ``persoon_id`` to ``ontvanger_id``: himself, or who represents him.

    ``zegel``: the letter (PDF), under ``sleutel_id``, the key of this group's approach of the
    person, and under the reader's own key where that is another: whichever of the two is destroyed,
    nobody reads it any more, in no copy. It is emptied when a newer one took its place.
    """

    __tablename__ = "brief"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    ontvanger_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    soort: Mapped[str] = mapped_column(String(32))
    stand: Mapped[str] = mapped_column(String(16))
    tekstversie: Mapped[str] = mapped_column(String(16))
    met_adres: Mapped[bool] = mapped_column(Boolean)
    gemaakt_op: Mapped[datetime]
    gemaakt_door: Mapped[str] = mapped_column(KENMERK)
    verstuurd_op: Mapped[date | None] = mapped_column(Date)
    wijze: Mapped[str | None] = mapped_column(String(12))
    verstuurd_door: Mapped[str | None] = mapped_column(KENMERK)
    retour_op: Mapped[date | None] = mapped_column(Date)
    retour_door: Mapped[str | None] = mapped_column(KENMERK)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    sleutel_id: Mapped[str] = mapped_column(String(64))
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
