"""Tables of the search register: everything in it follows from the leaves (`register.herbouw`).

One row for each decision, and for each value one can search on a set of leaves as bits
(`bits.py`). What a later leaf says about an earlier decision (a receipt, that it was said) is an
event with its own leaf number, so that a question can be answered as of any size of the log.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.registers.tabellen import CODE, Basis
from shared.opslag.typen import JsonTekst, Uuid

NUMMER = BigInteger().with_variant(Integer, "sqlite")
TERM = LargeBinary(16)
_SMAL = {"sqlite_with_rowid": False}


class UitwisselingRij(Basis):
    """A decision leaf as it is shown in a list. `kenmerken`: lists by name, see `termen`."""

    __tablename__ = "uitwisseling"

    bladnummer: Mapped[int] = mapped_column(NUMMER, primary_key=True, autoincrement=False)
    bericht: Mapped[str] = mapped_column(Uuid, index=True)
    tijdstip: Mapped[datetime]
    soort: Mapped[str] = mapped_column(String(30))
    afzender: Mapped[str] = mapped_column(CODE)
    ontvanger: Mapped[str] = mapped_column(CODE)
    groep: Mapped[str | None] = mapped_column(Uuid)
    stap: Mapped[int | None]
    doel: Mapped[str | None] = mapped_column(Text)
    kanaal: Mapped[str] = mapped_column(Text)
    medewerker: Mapped[str | None] = mapped_column(Uuid)
    ontvangende_medewerker: Mapped[str | None] = mapped_column(Uuid)
    in_reactie_op: Mapped[str | None] = mapped_column(Uuid, index=True)
    stuk: Mapped[str | None] = mapped_column(Text)
    overleg: Mapped[str | None] = mapped_column(Uuid)
    uiting: Mapped[str | None] = mapped_column(Uuid, index=True)
    besluit: Mapped[str] = mapped_column(String(10))
    kenmerken: Mapped[dict[str, Any]] = mapped_column(JsonTekst)


class ZoektermRij(Basis):
    """A value that occurs. `term`: the hash of both others, by which sets are stored."""

    __tablename__ = "zoekterm"
    __table_args__ = (Index("ix_zoekterm_soort_waarde", "soort", "waarde"),)

    term: Mapped[bytes] = mapped_column(TERM, primary_key=True)
    soort: Mapped[str] = mapped_column(String(100))
    waarde: Mapped[str] = mapped_column(Text)


class ZoekbitsRij(Basis):
    """The leaves in one block that have a value."""

    __tablename__ = "zoekbits"
    __table_args__ = _SMAL

    term: Mapped[bytes] = mapped_column(TERM, primary_key=True)
    blok: Mapped[int] = mapped_column(Integer, primary_key=True)
    bits: Mapped[bytes] = mapped_column(LargeBinary)


class ZoekblokRij(Basis):
    """Between which times the leaves in one block were written."""

    __tablename__ = "zoekblok"

    blok: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    eerste: Mapped[datetime]
    laatste: Mapped[datetime]


class ZoekgebeurtenisRij(Basis):
    """A value a decision got by a later leaf (`bladnummer`); the first time it did."""

    __tablename__ = "zoekgebeurtenis"
    __table_args__ = (Index("ix_zoekgebeurtenis_term_bladnummer", "term", "bladnummer"),)

    uitwisseling: Mapped[int] = mapped_column(
        NUMMER, ForeignKey("uitwisseling.bladnummer"), primary_key=True, autoincrement=False
    )
    term: Mapped[bytes] = mapped_column(TERM, primary_key=True)
    bladnummer: Mapped[int] = mapped_column(NUMMER)


class ZoekinformatieRij(Basis):
    """From which leaf on a party states that a betrokkene has been told."""

    __tablename__ = "zoekinformatie"

    partij: Mapped[str] = mapped_column(CODE, primary_key=True)
    betrokkene: Mapped[str] = mapped_column(Uuid, primary_key=True)
    status: Mapped[str] = mapped_column(String(20), primary_key=True)
    bladnummer: Mapped[int] = mapped_column(NUMMER)


class ZoekvernietigingRij(Basis):
    """In which leaves a party says that it destroyed what it had of a betrokkene."""

    __tablename__ = "zoekvernietiging"

    partij: Mapped[str] = mapped_column(CODE, primary_key=True)
    betrokkene: Mapped[str] = mapped_column(Uuid, primary_key=True)
    bladnummer: Mapped[int] = mapped_column(NUMMER, primary_key=True, autoincrement=False)


class ZoekstandRij(Basis):
    """Up to which leaf the register is filled; one row."""

    __tablename__ = "zoekstand"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    grootte: Mapped[int] = mapped_column(NUMMER)
