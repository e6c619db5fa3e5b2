"""Table of the context given to the officer of a case: references only, no person, no content.

A row names the received item and the place in its message. When the item is gone, by its term or
because it went to the criminal file, the row leads to nobody and stays as the record of who gave
what kind of data to which case, on whose consent (covenant 8.1; reading G2).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import COLLEGA, KENMERK


class ContextdoorgifteRij(Basis):
    """One received item given to one case; ``gegeven`` is unique: an item goes to one case."""

    __tablename__ = "contextdoorgifte"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    gegeven: Mapped[str] = mapped_column(KENMERK, unique=True)
    bericht: Mapped[str] = mapped_column(KENMERK)
    volgnummer: Mapped[int]
    gegevenssoort: Mapped[str] = mapped_column(String(64))
    bron: Mapped[str] = mapped_column(String(63))
    groep: Mapped[str] = mapped_column(KENMERK, index=True)
    zaak: Mapped[str] = mapped_column(KENMERK, ForeignKey("zaak.id"), index=True)
    zaakofficier: Mapped[str] = mapped_column(KENMERK, info={COLLEGA: True})
    doorgegeven_op: Mapped[datetime]
    doorgegeven_door: Mapped[str] = mapped_column(KENMERK)
    toegevoegd_op: Mapped[datetime | None]
    toegevoegd_door: Mapped[str | None] = mapped_column(KENMERK)
    instemming_van: Mapped[str | None] = mapped_column(KENMERK, info={COLLEGA: True})
    instemming_op: Mapped[date | None] = mapped_column(Date)
