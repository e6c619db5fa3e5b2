"""Tables of the stukken: every version given or received, and what came of it with each receiver.

No content: that is sealed with the message that carries it, and opens for whoever may read it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst, Tijdstip

_GEGEVEN = text("richting = 'uit'")


class GroepsstukRij(Basis):
    """One version of a stuk. Of a received one ``id`` is that of its message.

    ``onderwerp`` is what its versions have in common; ``van`` gave it, ``medewerker`` is its
    official; ``aan``: the own official it was addressed to. ``afgemeld_met``: the message that told
    its giver that it was destroyed here.
    """

    __tablename__ = "groepsstuk"
    __table_args__ = (
        UniqueConstraint("medewerker", "idempotentiesleutel"),
        Index(
            "uq_groepsstuk_gegeven_versie", "soort", "onderwerp", "versie", unique=True,
            sqlite_where=_GEGEVEN, postgresql_where=_GEGEVEN,
        ),
        Index("ix_groepsstuk_keten", "van", "soort", "onderwerp"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    richting: Mapped[str] = mapped_column(String(3))
    soort: Mapped[str] = mapped_column(String(40))
    groep: Mapped[str | None] = mapped_column(KENMERK, index=True)
    onderwerp: Mapped[str] = mapped_column(KENMERK)
    versie: Mapped[int]
    van: Mapped[str] = mapped_column(String(63))
    medewerker: Mapped[str | None] = mapped_column(KENMERK)
    aan: Mapped[str | None] = mapped_column(KENMERK)
    in_reactie_op: Mapped[str | None] = mapped_column(KENMERK)
    stand: Mapped[str] = mapped_column(String(16), index=True)
    op: Mapped[datetime] = mapped_column(Tijdstip)
    vervangen_door: Mapped[str | None] = mapped_column(KENMERK)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    gelezen_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    idempotentiesleutel: Mapped[str | None] = mapped_column(String(128))
    afgemeld_met: Mapped[str | None] = mapped_column(KENMERK)


class StukberichtRij(Basis):
    """A stuk as one receiver got it: with which message, and what came of that.

    ``apart``: the receiver said that a text in it points at somebody. ``intrekking``: the message
    that takes it back. ``meldt``: codes of its content that change something here on arrival.
    """

    __tablename__ = "groepsstuk_bericht"

    bericht_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("uitgaand.bericht_id"), primary_key=True
    )
    stuk_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("groepsstuk.id"), index=True)
    partij: Mapped[str] = mapped_column(String(63))
    apart: Mapped[bool]
    afgeleverd_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    intrekking: Mapped[str | None] = mapped_column(KENMERK)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    vernietigd_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    meldt: Mapped[dict[str, Any] | None] = mapped_column(JsonTekst)


class VerzoekantwoordRij(Basis):
    """The last answer to a request that gave no data: its code, and when data are to come."""

    __tablename__ = "verzoekantwoord"

    verzoek_id: Mapped[str] = mapped_column(
        KENMERK, ForeignKey("informatieverzoek.id"), primary_key=True
    )
    bericht_id: Mapped[str] = mapped_column(KENMERK, unique=True)
    antwoord: Mapped[str] = mapped_column(String(40))
    verwacht_op: Mapped[date | None] = mapped_column(Date)
    op: Mapped[datetime] = mapped_column(Tijdstip)
