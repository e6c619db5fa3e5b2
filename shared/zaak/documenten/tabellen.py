"""Tables of the documents that were made: references, times and a hash; no content, no password."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class DocumentRij(Basis):
    """One copy that was made of a message; ``digest`` is of the file as it was handed over."""

    __tablename__ = "document"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    bericht_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("uitgaand.bericht_id"), index=True)
    weg: Mapped[str] = mapped_column(String(63))
    wachtwoord: Mapped[bool] = mapped_column(Boolean)
    digest: Mapped[str] = mapped_column(String(64))
    gemaakt_op: Mapped[datetime]
    gemaakt_door: Mapped[str] = mapped_column(KENMERK)


class WachtwoordRij(Basis):
    """That a document's password was told: how, to whom, by whom and when. Not the password."""

    __tablename__ = "document_wachtwoord"

    document_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("document.id"), primary_key=True)
    weg: Mapped[str] = mapped_column(String(63))
    aan: Mapped[str] = mapped_column(KENMERK)
    verstrekt_op: Mapped[datetime]
    verstrekt_door: Mapped[str] = mapped_column(KENMERK)
