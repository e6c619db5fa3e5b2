"""The mark on a database that was put back and in which nothing was destroyed anew yet.

What was destroyed since the copy was made is in it again. So nothing serves from it until the
destructions were done once more. The mark is a table of its own, made where the copy is put back:
a copy of any earlier version of the program can carry it, and there is none in ordinary life.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
)

from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout

MERKTABEL = "herstelmerk"
_MERK = Table(
    MERKTABEL,
    MetaData(),
    Column("kopie_van", String(40), nullable=False),
    Column("gezet_op", String(40), nullable=False),
    Column("log_vanaf", BigInteger, nullable=False),
)


@dataclass(frozen=True)
class Herstelmerk:
    """``kopie_van``: when the copy was made; ``gezet_op``: when it was put back; ``log_vanaf``:
    the first leaf of the log that the copy knew nothing of."""

    kopie_van: datetime
    gezet_op: datetime
    log_vanaf: int


class NietNagespeeld(DatabankFout):
    """The file was put back from a copy; the text says what to do first."""


def lees_merk(verbinding: Connection) -> Herstelmerk | None:
    """The mark, or None on a database in ordinary use."""
    if not inspect(verbinding).has_table(MERKTABEL):
        return None
    rij = verbinding.execute(select(_MERK)).first()
    if rij is None:
        return None
    return Herstelmerk(
        datetime.fromisoformat(rij.kopie_van),
        datetime.fromisoformat(rij.gezet_op),
        rij.log_vanaf,
    )


def zet_merk(engine: Engine, merk: Herstelmerk) -> None:
    """Marks the database; one that was marked before keeps the earlier copy."""
    with engine.begin() as verbinding:
        _MERK.create(verbinding, checkfirst=True)
        eerder = lees_merk(verbinding)
        if eerder is not None and eerder.kopie_van <= merk.kopie_van:
            return
        verbinding.execute(delete(_MERK))
        verbinding.execute(
            insert(_MERK).values(
                kopie_van=merk.kopie_van.isoformat(),
                gezet_op=merk.gezet_op.isoformat(),
                log_vanaf=merk.log_vanaf,
            )
        )


def haal_merk_weg(engine: Engine) -> None:
    """Everything was destroyed anew: the database may serve again."""
    with engine.begin() as verbinding:
        _MERK.drop(verbinding, checkfirst=True)


def eis_nagespeeld(engine: Engine, opdracht: str) -> None:
    """Raise `NietNagespeeld` for a marked database. ``opdracht``: what to run, as one types it."""
    with lezend(engine).connect() as verbinding:
        merk = lees_merk(verbinding)
    if merk is not None:
        raise NietNagespeeld(
            f"Dit bestand is teruggezet uit een kopie van {merk.kopie_van:%d-%m-%Y %H:%M}. Wat "
            f"daarna is vernietigd staat er weer in. Draai eerst: {opdracht}"
        )
