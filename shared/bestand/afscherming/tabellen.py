"""What shields: the groups that ended, and the restrictions somebody was granted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class GroepseindeRij(Basis):
    """A group that ended: the day the gateway has for it, and whether it was taken on.

    Never the day on which somebody noticed. When a person leaves follows from it and the file, and
    is not stored.
    """

    __tablename__ = "groepseinde"

    groep: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    gesloten_op: Mapped[date]
    opgepakt: Mapped[bool]


class BeperkingRij(Basis):
    """A restriction (covenant 11.1, c; reading J8). Without ``gegevenssoort`` it is the whole
    person, without ``gegeven_id`` everything of that kind.

    ``verzoek``: the request it follows from. ``verteld_op``: when the betrokkene was told that it
    ends; without that it does not. ``einde_gevraagd_door``: who wants it to end; it does when
    another agrees (``opgeheven_door``).
    """

    __tablename__ = "beperking"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    gegevenssoort: Mapped[str | None] = mapped_column(String(64))
    gegeven_id: Mapped[str | None] = mapped_column(KENMERK)
    verzoek: Mapped[str] = mapped_column(KENMERK)
    sinds: Mapped[datetime]
    door: Mapped[str] = mapped_column(KENMERK)
    verteld_op: Mapped[date | None] = mapped_column(Date)
    einde_gevraagd_op: Mapped[datetime | None]
    einde_gevraagd_door: Mapped[str | None] = mapped_column(KENMERK)
    opgeheven_op: Mapped[datetime | None]
    opgeheven_door: Mapped[str | None] = mapped_column(KENMERK)
