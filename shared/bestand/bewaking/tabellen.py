"""Tables of what stands out in a party's own file. References, kinds and times; no content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class LokrecordRij(Basis):
    """An invented person in the file, there to see who touches it."""

    __tablename__ = "lokrecord"

    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), primary_key=True)
    gezet_op: Mapped[datetime]
    gezet_door: Mapped[str] = mapped_column(KENMERK)


class EigenalarmRij(Basis):
    """An alarm of this party; it goes to the gateway and becomes a leaf there.

    `per` says what `onderwerp` is: an employee of this party, or another party.
    """

    __tablename__ = "eigenalarm"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    tijdstip: Mapped[datetime]
    regel: Mapped[str] = mapped_column(String(51))
    ernst: Mapped[str] = mapped_column(String(10))
    per: Mapped[str] = mapped_column(String(12))
    onderwerp: Mapped[str] = mapped_column(String(63))
    begin: Mapped[datetime]
    einde: Mapped[datetime]
    stil_tot: Mapped[datetime] = mapped_column(index=True)
    aantal: Mapped[int]
