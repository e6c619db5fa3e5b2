"""Engines that keep what was committed, on SQLite and on PostgreSQL.

Rule for SQLite: a transaction that is not declared reading takes the write lock when it begins
(BEGIN IMMEDIATE). Two requests that first read and then write therefore queue up instead of one
of them failing halfway. Whoever only reads uses `lezend(engine)` and waits for nobody. Within one
process they queue in memory: SQLite itself polls for its lock, and sleeps up to 100 ms in between.
Never keep a writing transaction open while calling another process or another connection.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from shared.opslag.fouten import (
    DatabankNietBeschikbaar,
    OngeldigeDatabankUrl,
    als_al_vastgelegd,
    als_niet_beschikbaar,
)

POOL_GROOTTE = 10
WACHTTIJD_SECONDEN = 10.0
"""How long a statement waits for a lock, and a caller for a free connection."""

_ALLEEN_LEZEN = "driehoek_alleen_lezen"
_VORMEN = "gebruik sqlite:///<pad> of postgresql+psycopg://<gebruiker>@<server>/<databank>."


def maak_engine(
    url: str | URL,
    *,
    pool_grootte: int = POOL_GROOTTE,
    wachttijd_seconden: float = WACHTTIJD_SECONDEN,
) -> Engine:
    """Engine for `sqlite:///path` (a file) or `postgresql+psycopg://…`.

    Errors of the "not now" kind surface everywhere as `DatabankNietBeschikbaar`, a key that was
    taken as `AlVastgelegd`; statements in errors and logs come without their parameters, which
    may be personal data.
    Faults: `OngeldigeDatabankUrl`. The caller disposes of the engine.
    """
    try:
        doel = make_url(url)
    except ArgumentError:
        # Zonder de url zelf: daar kan een wachtwoord in staan.
        raise OngeldigeDatabankUrl(f"De url van de databank is niet te lezen: {_VORMEN}") from None
    opties: dict[str, Any] = {
        "pool_size": pool_grootte,
        "max_overflow": pool_grootte,
        "pool_timeout": wachttijd_seconden,
        "hide_parameters": True,
    }
    if doel.drivername in ("sqlite", "sqlite+pysqlite"):
        engine = _maak_sqlite(doel, wachttijd_seconden, opties)
    elif doel.drivername == "postgresql+psycopg":
        engine = _maak_postgresql(doel, wachttijd_seconden, opties)
    else:
        raise OngeldigeDatabankUrl(
            f"Databank van de soort '{doel.drivername}' wordt niet ondersteund: {_VORMEN}"
        )
    event.listen(engine, "handle_error", _vertaal_fout)
    return engine


def lezend(engine: Engine) -> Engine:
    """The same engine and pool, for transactions that only read; writing is refused.

    SQLite: no lock is taken and no writer is waited for. PostgreSQL: READ ONLY.
    """
    if engine.dialect.name == "postgresql":
        return engine.execution_options(postgresql_readonly=True)
    return engine.execution_options(**{_ALLEEN_LEZEN: True})


def _maak_sqlite(url: URL, wachttijd: float, opties: dict[str, Any]) -> Engine:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise OngeldigeDatabankUrl(
            "Een databank in het geheugen overleeft geen herstart: geef een bestand op, "
            "sqlite:///<pad>."
        )
    beurt = threading.Lock()

    def verbind(*args: Any, **kwargs: Any) -> _Sqliteverbinding:  # noqa: ANN401 - sqlite3's own
        return _Sqliteverbinding(beurt, wachttijd, *args, **kwargs)

    argumenten = {"timeout": wachttijd, "factory": verbind}
    engine = create_engine(url, connect_args=argumenten, **opties)
    bestand = Path(url.database)

    @event.listens_for(engine, "do_connect")
    def alleen_voor_de_eigenaar(*_: object) -> None:
        # SQLite gives -wal and -shm the mode of the main file; so the main file comes first.
        if not bestand.exists() and bestand.parent.is_dir():
            os.close(os.open(bestand, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))

    event.listen(engine, "connect", _stel_sqlite_in)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


class _Sqliteverbinding(sqlite3.Connection):
    """A connection that waits for its turn to write, and passes it on when its transaction ends."""

    def __init__(
        self,
        beurt: threading.Lock,
        wachttijd: float,
        *args: Any,  # noqa: ANN401 - sqlite3's own
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self._beurt = beurt
        self._wachttijd = wachttijd
        self._aan_de_beurt = False
        self._leest = False

    def begin(self, *, lezen: bool) -> None:
        """Begin a transaction; one that writes waits for its turn and takes the lock at once."""
        if self._leest != lezen:
            self.execute(f"PRAGMA query_only = {'ON' if lezen else 'OFF'}")
            self._leest = lezen
        if lezen:
            self.execute("BEGIN")
            return
        self.neem_beurt()
        try:
            self.execute("BEGIN IMMEDIATE")
        except BaseException:
            self.geef_beurt()
            raise

    def neem_beurt(self) -> None:
        """Wait for whoever writes in this process. Faults: `DatabankNietBeschikbaar`."""
        if self._aan_de_beurt:
            return
        if not self._beurt.acquire(timeout=self._wachttijd):
            raise DatabankNietBeschikbaar("de databank is vergrendeld door een ander")
        self._aan_de_beurt = True

    def geef_beurt(self) -> None:
        """Pass the turn on, unless the transaction is still open."""
        if self._aan_de_beurt and not self.in_transaction:
            self._aan_de_beurt = False
            self._beurt.release()

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.geef_beurt()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.geef_beurt()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self._aan_de_beurt:
                self._aan_de_beurt = False
                self._beurt.release()


def _stel_sqlite_in(verbinding: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Settings of one connection; each is a promise of the product, so none is optional."""
    # The driver must not begin or commit by itself: SQLAlchemy does, in _begin_sqlite.
    verbinding.isolation_level = None
    cursor = verbinding.cursor()
    try:
        _zet_wal_aan(cursor)
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA trusted_schema = OFF")
    finally:
        cursor.close()


def _zet_wal_aan(cursor: DBAPICursor) -> None:
    # Two processes opening a new file at once: the mode change does not heed the busy timeout.
    for poging in range(100):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fout:
            if fout.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or poging == 99:
                raise
            time.sleep(0.02)


def _begin_sqlite(verbinding: Connection) -> None:
    """Begin on the driver itself: with every transaction, SQLAlchemy's way there costs more."""
    lezen = bool(verbinding.get_execution_options().get(_ALLEEN_LEZEN))
    rauw = cast(_Sqliteverbinding, verbinding.connection.driver_connection)
    try:
        rauw.begin(lezen=lezen)
    except sqlite3.Error as fout:
        vertaald = als_niet_beschikbaar(fout)
        if vertaald is None:
            raise
        raise vertaald from fout


def _maak_postgresql(url: URL, wachttijd: float, opties: dict[str, Any]) -> Engine:
    verbinding = {
        "connect_timeout": max(2, int(wachttijd)),
        "options": f"-c timezone=UTC -c lock_timeout={int(wachttijd * 1000)}",
        "application_name": "driehoek",
    }
    engine = create_engine(url, pool_pre_ping=True, connect_args=verbinding, **opties)
    event.listen(engine, "connect", _stel_postgresql_in)
    return engine


def _stel_postgresql_in(verbinding: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = verbinding.cursor()
    try:
        # A server set to answer before it has written would break "log durably, then forward".
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) "
            "WHERE current_setting('synchronous_commit') = 'off'"
        )
    finally:
        cursor.close()
    verbinding.commit()


def _vertaal_fout(context: ExceptionContext) -> None:
    if context.is_pre_ping:
        # The pool asks whether a connection still lives; a dead one it replaces by itself.
        return
    vertaald = als_niet_beschikbaar(context.original_exception) or als_al_vastgelegd(
        context.sqlalchemy_exception
    )
    if vertaald is not None:
        raise vertaald from context.original_exception
