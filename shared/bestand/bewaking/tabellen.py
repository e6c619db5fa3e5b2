"""Tables of what stands out in a party's own file. References, kinds and times; no content.

The trail is short-lived: it is what the rules still count, a day at most. Who read whom stays in
the read journal (`raadpleging`).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis

_KENMERK = String(36)


class AlarmspoorRij(Basis):
    """Something the rules count. `geteld`: the rules had it; until then it is never removed.

    About an employee of this party, or about another party.
    """

    __tablename__ = "alarmspoor"

    nummer: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    tijdstip: Mapped[datetime]
    soort: Mapped[str] = mapped_column(String(16))
    medewerker: Mapped[str | None] = mapped_column(_KENMERK)
    partij: Mapped[str | None] = mapped_column(String(63))
    persoon_id: Mapped[str | None] = mapped_column(_KENMERK)
    geteld: Mapped[bool] = mapped_column(Boolean, index=True)


class LokrecordRij(Basis):
    """An invented person in the file, there to see who touches it."""

    __tablename__ = "lokrecord"

    persoon_id: Mapped[str] = mapped_column(_KENMERK, ForeignKey("persoon.id"), primary_key=True)
    gezet_op: Mapped[datetime]
    gezet_door: Mapped[str] = mapped_column(_KENMERK)


class EigenalarmRij(Basis):
    """An alarm of this party; it goes to the gateway and becomes a leaf there.

    `per` says what `onderwerp` is: an employee of this party, or another party.
    """

    __tablename__ = "eigenalarm"

    id: Mapped[str] = mapped_column(_KENMERK, primary_key=True)
    tijdstip: Mapped[datetime]
    regel: Mapped[str] = mapped_column(String(51))
    ernst: Mapped[str] = mapped_column(String(10))
    per: Mapped[str] = mapped_column(String(12))
    onderwerp: Mapped[str] = mapped_column(String(63))
    begin: Mapped[datetime]
    einde: Mapped[datetime]
    stil_tot: Mapped[datetime] = mapped_column(index=True)
    aantal: Mapped[int]
