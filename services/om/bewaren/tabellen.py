"""Tables of the Wjsg terms. Which offence it was is content and stands sealed; only the last day,
by which the periodic work finds a record, is plain."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.opslag.typen import KENMERK


class WjsgtermijnRij(Basis):
    """The term of the own record with this id. Goes with the record, and with the person."""

    __tablename__ = "wjsg_termijn"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    persoon_id: Mapped[str] = mapped_column(KENMERK, ForeignKey("persoon.id"), index=True)
    zegel: Mapped[bytes] = mapped_column(LargeBinary)
    vernietigen_na: Mapped[date] = mapped_column(Date, index=True)
    versie: Mapped[int]
    gewijzigd_op: Mapped[datetime]
    gewijzigd_door: Mapped[str] = mapped_column(KENMERK)


class WjsgvernietigingRij(Basis):
    """The record of what one run destroyed, in numbers and without names."""

    __tablename__ = "wjsg_vernietiging"

    id: Mapped[str] = mapped_column(KENMERK, primary_key=True)
    gedaan_op: Mapped[datetime]
    gegevens: Mapped[int]
    personen: Mapped[int]
