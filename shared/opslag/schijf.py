"""Make destroyed bytes leave the disk as far as a database can."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from sqlalchemy import Engine, text

_log = structlog.get_logger(__name__)
_POGINGEN = 3


def wis_resten(
    engine: Engine, tabellen: Sequence[str] = (), *, wachttijd_seconden: float = 1.0
) -> bool:
    """What a database left behind of rows that were just destroyed or emptied; whether it is gone.

    SQLite: the write-ahead log, tried again while readers are in the way. PostgreSQL: the dead
    versions in these tables. Call it outside a transaction. False: a reader was busy all along,
    which is logged; the daily work of whoever owns the file calls it again.
    """
    leeg = any(leeg_wal(engine, wachttijd_seconden=wachttijd_seconden) for _ in range(_POGINGEN))
    if not leeg:
        _log.warning("het logboek van de databank is nog niet leeg: er wordt steeds gelezen")
    ruim_rijen(engine, tabellen)
    return leeg


def leeg_wal(engine: Engine, *, wachttijd_seconden: float = 1.0) -> bool:
    """SQLite: move the write-ahead log into the database and cut it to zero length.

    Deleted rows were already overwritten in the pages (secure_delete); this removes the older
    pages that still sit in the log. Waits that long for readers, and writers wait with it; False
    when a reader kept the log busy all along: call again later.
    PostgreSQL: True, nothing to do here; its log is recycled by the server (see `ruim_rijen`).
    """
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as verbinding:
        rauw = verbinding.connection.driver_connection
        assert rauw is not None  # noqa: S101 - for the type checker; connect() has succeeded
        gewoon = rauw.execute("PRAGMA busy_timeout").fetchone()[0]
        rauw.execute(f"PRAGMA busy_timeout = {int(wachttijd_seconden * 1000)}")
        try:
            bezet: int = rauw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            rauw.execute(f"PRAGMA busy_timeout = {gewoon}")
    return not bezet


def ruim_rijen(engine: Engine, tabellen: Sequence[str]) -> None:
    """PostgreSQL: vacuum these tables, so that dead row versions are given up. SQLite: nothing.

    Neither zeroes the bytes on the medium at once: what must be unreadable is sealed under a key
    that is destroyed. This only shortens the time that ciphertext lingers.
    """
    if engine.dialect.name != "postgresql":
        return
    voorbereider = engine.dialect.identifier_preparer
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        for tabel in tabellen:
            verbinding.execute(text(f"VACUUM {voorbereider.quote(tabel)}"))
