"""Table of what is said in one go: references, times and a hash, no name, no text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import CODE, DIGEST, WOORD, Basis
from shared.opslag.typen import JsonTekst, Uuid

_BIJ_GEZEGD = ("medewerker", "berichten", "zonder_toestemming", "bladnummer", "digest")


class UitingRij(Basis):
    """Words for one table or one line; each who hears them has a message of its own about them.

    `over`: a hash over betrokkene and kind of what they are about, the same for every message.
    From `gezegd_op` on: what its sender said came of it.
    """

    __tablename__ = "uiting"
    __table_args__ = (
        CheckConstraint(
            " AND ".join(f"({naam} IS NULL) = (gezegd_op IS NULL)" for naam in _BIJ_GEZEGD),
            name="gezegd_is_heel",
        ),
        Index("ix_uiting_overleg", "overleg"),
        Index("ix_uiting_groep", "groep"),
    )

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    afzender: Mapped[str] = mapped_column(CODE)
    kanaal: Mapped[str] = mapped_column(WOORD)
    overleg: Mapped[str | None] = mapped_column(Uuid)
    groep: Mapped[str | None] = mapped_column(Uuid)
    over: Mapped[str] = mapped_column(String(43))
    begonnen_op: Mapped[datetime]
    gezegd_op: Mapped[datetime | None]
    medewerker: Mapped[str | None] = mapped_column(Uuid)
    berichten: Mapped[list[str] | None] = mapped_column(JsonTekst)
    zonder_toestemming: Mapped[bool | None]
    bladnummer: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(DIGEST)
