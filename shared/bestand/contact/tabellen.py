"""Table of how an official can be reached, as he gave it himself: sealed under his own key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK, Tijdstip


class AutorisatiecontactRij(Basis):
    """Beside the authorisation and not in it: what somebody says of himself changes nothing in
    what he may, and no request about that."""

    __tablename__ = "autorisatie_contact"

    autorisatie_id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime] = mapped_column(Tijdstip)
