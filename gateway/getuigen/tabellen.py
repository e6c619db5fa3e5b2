"""Tables of what the witnesses gave: the size each signed last, the note they signed, and of every
day the last one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import CODE, Basis


class GetuigeRij(Basis):
    """A party's witness: its key, and the size it signed last."""

    __tablename__ = "getuige"

    partij: Mapped[str] = mapped_column(CODE, ForeignKey("partij.code"), primary_key=True)
    vkey: Mapped[str] = mapped_column(String(300))
    grootte: Mapped[int] = mapped_column(BigInteger)
    gezien_op: Mapped[datetime | None]
    laatste_fout: Mapped[str | None] = mapped_column(String(300))


class MedeondertekendRij(Basis):
    """The newest checkpoint that at least one witness cosigned; one row."""

    __tablename__ = "medeondertekend"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    grootte: Mapped[int] = mapped_column(BigInteger)
    notitie: Mapped[str] = mapped_column(Text)


class DagstandRij(Basis):
    """The last checkpoint of a day that at least one witness cosigned; it stays, so that whoever
    kept none can see that the log of later begins with it."""

    __tablename__ = "dagstand"

    dag: Mapped[date] = mapped_column(primary_key=True)
    grootte: Mapped[int] = mapped_column(BigInteger)
    notitie: Mapped[str] = mapped_column(Text)
