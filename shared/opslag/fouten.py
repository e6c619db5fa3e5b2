"""What can go wrong with a database, told apart by what the caller can do about it.

- `DatabankNietBeschikbaar`: nothing is wrong with the request; try again later (web: 503).
- `OngeldigeDatabankUrl`: the configuration names no usable database; the process must not start.
- `AlVastgelegd`: a row with this key is there already. Whoever first looked whether it was there
  and then wrote, was overtaken by somebody who did the same at that instant (web: 409).

Every other SQLAlchemy error is a fault in the program and is left alone.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, cast

from sqlalchemy import exc as sa_exc

if TYPE_CHECKING:
    import psycopg

# SQLite's primary result codes for "not now" or "not on this disk", as against "wrong SQL".
_SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: "de databank is vergrendeld door een ander",
    sqlite3.SQLITE_LOCKED: "de databank is vergrendeld door een ander",
    sqlite3.SQLITE_READONLY: "de databank is niet beschrijfbaar",
    sqlite3.SQLITE_IOERR: "lezen of schrijven op de schijf mislukt",
    sqlite3.SQLITE_CORRUPT: "het databankbestand is beschadigd",
    sqlite3.SQLITE_NOTADB: "het bestand is geen databank",
    sqlite3.SQLITE_FULL: "de schijf is vol",
    sqlite3.SQLITE_CANTOPEN: "het databankbestand is niet te openen",
    sqlite3.SQLITE_PROTOCOL: "de databank is vergrendeld door een ander",
}

# SQLSTATE classes and codes of PostgreSQL, annex A of its manual.
_SQLSTATES = {
    "08": "de verbinding met de databank is weg",
    "28": "de databank weigert deze gebruiker",
    "3D": "de databank bestaat niet",
    "40": "twee transacties zaten elkaar in de weg",
    "53": "de databankserver heeft geen ruimte of verbindingen over",
    "57": "de databankserver brak de opdracht af",
    "58": "de databankserver heeft een schijffout",
    "55P03": "de databank is vergrendeld door een ander",
    "25006": "de databank is niet beschrijfbaar",
}


RAAD = {
    "de databank is niet beschrijfbaar": "geef deze gebruiker het recht om erin te schrijven.",
    "het bestand is geen databank": "noem het bestand van een databank, of een dat er nog niet is.",
    "het databankbestand is beschadigd": "zet de laatste goede kopie terug.",
    "de schijf is vol": "maak ruimte.",
    "het databankbestand is niet te openen": (
        "maak de map aan waarin het staat, leesbaar en schrijfbaar voor deze gebruiker."
    ),
    "de verbinding met de databank is weg": (
        "kijk of de server draait, en of adres, poort, gebruiker en wachtwoord in de url kloppen."
    ),
    "de databank weigert deze gebruiker": "kijk gebruiker en wachtwoord in de url na.",
    "de databank bestaat niet": "maak haar eerst aan op de server (createdb).",
}
"""By cause, what whoever starts a process can do about it."""

# A primary key or a unique constraint: result codes of SQLite, SQLSTATE of PostgreSQL.
_SQLITE_DUBBEL = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_ROWID,
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    }
)
_SQLSTATE_DUBBEL = "23505"


class DatabankFout(Exception):
    """Root of this tree."""


class OngeldigeDatabankUrl(DatabankFout):
    """The url names no database this product can keep its promises on."""


class DatabankNietBeschikbaar(DatabankFout):
    """The database cannot serve now: full, locked, gone or broken.

    `oorzaak` is a Dutch phrase without data of anyone, fit for a log line. Whether a transaction
    that was being committed got through is unknown to the caller; repeat it only if that is safe.
    """

    def __init__(self, oorzaak: str) -> None:
        super().__init__(f"De databank is nu niet beschikbaar: {oorzaak}.")
        self.oorzaak = oorzaak


class AlVastgelegd(sa_exc.IntegrityError):
    """A row with this primary or unique key is there already; the transaction changed nothing.

    Still SQLAlchemy's own error, so that whoever has a better answer for one place catches that.
    Trying again on what is there now is safe: the second attempt finds the row.
    """


def als_al_vastgelegd(fout: BaseException | None) -> AlVastgelegd | None:
    """Translate SQLAlchemy's error for a key that was taken; None if it means something else."""
    if not isinstance(fout, sa_exc.IntegrityError) or not _is_dubbel(fout.orig):
        return None
    return AlVastgelegd(
        fout.statement, fout.params, cast(BaseException, fout.orig), fout.hide_parameters
    )


def _is_dubbel(oorzaak: BaseException | None) -> bool:
    if isinstance(oorzaak, sqlite3.Error):
        return getattr(oorzaak, "sqlite_errorcode", None) in _SQLITE_DUBBEL
    van_driver = _van_postgresql(oorzaak)
    return van_driver is not None and van_driver.sqlstate == _SQLSTATE_DUBBEL


def _van_postgresql(fout: BaseException | None) -> psycopg.Error | None:
    """The same error, if the driver for PostgreSQL made it; a start without one never reads it."""
    if "psycopg" not in sys.modules:
        return None
    from psycopg import Error

    return fout if isinstance(fout, Error) else None


def als_niet_beschikbaar(fout: BaseException) -> DatabankNietBeschikbaar | None:
    """Translate an error of the driver or of SQLAlchemy; None if it means something else."""
    if isinstance(fout, DatabankNietBeschikbaar):
        return fout
    if isinstance(fout, sa_exc.TimeoutError):
        return DatabankNietBeschikbaar("alle verbindingen zijn in gebruik")
    if isinstance(fout, sa_exc.DBAPIError):
        if fout.orig is None:
            return None
        return als_niet_beschikbaar(fout.orig)
    oorzaak = _oorzaak(fout)
    return None if oorzaak is None else DatabankNietBeschikbaar(oorzaak)


def _oorzaak(fout: BaseException) -> str | None:
    if isinstance(fout, sqlite3.Error):
        # The low byte of an extended result code is the primary one.
        code = getattr(fout, "sqlite_errorcode", None)
        return None if code is None else _SQLITE_CODES.get(code & 0xFF)
    van_driver = _van_postgresql(fout)
    if van_driver is None:
        return None
    if van_driver.sqlstate is None:
        from psycopg import InterfaceError, OperationalError

        verbroken = isinstance(van_driver, OperationalError | InterfaceError)
        return _SQLSTATES["08"] if verbroken else None
    return _SQLSTATES.get(van_driver.sqlstate) or _SQLSTATES.get(van_driver.sqlstate[:2])
