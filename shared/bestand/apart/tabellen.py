"""Tables of texts that were set apart: the text, sealed, and who looked at it and why.

What was sealed opens while nobody in the message was destroyed; the rows stay, empty.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, JsonTekst, Tijdstip


class AparteTekstRij(Basis):
    """One text of one received message. ``pad``: its place in the content, a JSON Pointer.

    ``zegel`` is emptied when the text is rejected: what may not be here is not kept.
    """

    __tablename__ = "aparte_tekst"
    __table_args__ = (UniqueConstraint("bericht_id", "pad"),)

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    bericht_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("inkomend.bericht_id"))
    pad: Mapped[str] = mapped_column(Text)
    afzender: Mapped[str] = mapped_column(String(63))
    soort: Mapped[str] = mapped_column(String(40))
    stuk: Mapped[str | None] = mapped_column(String(40))
    groep: Mapped[str | None] = mapped_column(KENMERK, index=True)
    stand: Mapped[str] = mapped_column(String(12), index=True)
    sleutels: Mapped[list[str]] = mapped_column(JsonTekst)
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
    ontvangen_op: Mapped[datetime] = mapped_column(Tijdstip)
    besloten_op: Mapped[datetime | None] = mapped_column(Tijdstip)
    besloten_door: Mapped[str | None] = mapped_column(KENMERK)
    besluitzegel: Mapped[bytes | None] = mapped_column(LargeBinary)


class AparteInzageRij(Basis):
    """Somebody looked at such a text; the reason is sealed as the text is."""

    __tablename__ = "aparte_inzage"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    tekst_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("aparte_tekst.id"), index=True)
    tijdstip: Mapped[datetime] = mapped_column(Tijdstip)
    door: Mapped[str] = mapped_column(KENMERK)
    zegel: Mapped[bytes | None] = mapped_column(LargeBinary)
