"""Table of requests to confirm an authorisation. A request that waits is not an authorisation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst


class AutorisatieverzoekRij(Basis):
    """What an administrator asked, and what became of it; kept as history.

    ``open_voor``: the authorisation while it waits, so that there is one at a time.
    ``basisversie``: the version it changes; 0 for a new one. ``gevraagd``: function, attestations,
    task and, while it waits, account (``sub``); without a name. ``zegel``: name and ways to reach
    while it waits, under ``sleutel_id``; afterwards the reason it was refused with, or nothing.
    """

    __tablename__ = "autorisatieverzoek"
    __table_args__ = (UniqueConstraint("open_voor"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    autorisatie_id: Mapped[str] = mapped_column(KENMERK, index=True)
    open_voor: Mapped[str | None] = mapped_column(KENMERK)
    basisversie: Mapped[int]
    gevraagd: Mapped[dict[str, Any]] = mapped_column(JsonTekst)
    ontneemt: Mapped[bool] = mapped_column(Boolean)
    sleutel_id: Mapped[str] = mapped_column(String(64))
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    gevraagd_op: Mapped[datetime]
    vrager_uitgever: Mapped[str] = mapped_column(String(255))
    vrager_sub: Mapped[str] = mapped_column(String(255))
    uiterlijk: Mapped[date] = mapped_column(Date)
    stand: Mapped[str] = mapped_column(String(12), index=True)
    afgedaan_op: Mapped[datetime | None]
    afgedaan_door: Mapped[str | None] = mapped_column(KENMERK)
