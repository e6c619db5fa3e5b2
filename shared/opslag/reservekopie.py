"""A consistent copy of one database in one file, and such a file back into an empty place.

SQLite: its own backup, a snapshot while others keep writing. PostgreSQL: `pg_dump` in its custom
format and `pg_restore`, the tools of the server; without them nothing is copied.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, make_url

from shared.opslag.engine import lezend, maak_engine
from shared.opslag.fouten import DatabankFout
from shared.opslag.herstelmerk import MERKTABEL
from shared.opslag.revisies import vastgelegd

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_PORTIE = 1 << 20


class KopieMislukt(DatabankFout):
    """A copy could not be made, read or put back; the text says what to do."""


def soort_van(url: str) -> str:
    """Which of the two this database is."""
    return SQLITE if make_url(url).get_backend_name() == SQLITE else POSTGRESQL


def kopieer(url: str, naar: Path) -> None:
    """One consistent copy in a new file for its owner alone. Faults: `KopieMislukt`."""
    adres = make_url(url)
    os.close(os.open(naar, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    try:
        if soort_van(url) == SQLITE:
            _kopieer_sqlite(_bestand(adres), naar)
        else:
            _draai(["pg_dump", "--format=custom", "--no-owner", f"--file={naar}"], adres)
        _maak_vast(naar)
    except BaseException:
        with suppress(OSError):
            naar.unlink()
        raise


def eis_te_openen(kopie: Path, soort: str) -> None:
    """That the copy is a whole database. Faults: `KopieMislukt`."""
    if soort == POSTGRESQL:
        _draai(["pg_restore", "--list", str(kopie)], None)
        return
    try:
        with closing(_alleen_lezen(kopie)) as verbinding:
            uitslag = verbinding.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as fout:
        raise KopieMislukt(f"{kopie} is geen hele databank ({fout.sqlite_errorname}).") from None
    if uitslag != "ok":
        raise KopieMislukt(f"{kopie} is beschadigd. Neem een andere kopie.")


def revisies_van(engine: Engine) -> list[str]:
    """At which version of its tables a database is."""
    with lezend(engine).connect() as verbinding:
        return sorted(vastgelegd(verbinding))


def eis_leeg(plaats: str, url: str) -> None:
    """That nothing is lost by putting a copy here. Faults: `KopieMislukt`."""
    adres = make_url(url)
    if soort_van(url) == SQLITE:
        bestand = _bestand(adres)
        for pad in (bestand, *_ernaast(bestand)):
            if pad.exists():
                raise KopieMislukt(
                    f"{plaats}: {pad} bestaat al, en wordt niet overschreven. Zet het ergens "
                    "anders neer, of noem in de configuratie een bestand dat er nog niet is."
                )
        if not bestand.parent.is_dir():
            raise KopieMislukt(f"{plaats}: de map {bestand.parent} bestaat niet. Maak haar aan.")
        return
    if is_ingericht(url):
        raise KopieMislukt(
            f"{plaats}: deze databank is niet leeg, en wordt niet overschreven. Maak een lege "
            "(createdb) en noem die in de configuratie."
        )


def zet_terug(kopie: Path, url: str, merk: Callable[[Engine], None] | None = None) -> None:
    """The copy back, with its mark (when given) on it before anybody can open it there.

    The place is empty (`eis_leeg`). Killed halfway, there is nothing in it, or a marked part of
    it, never an unmarked whole.
    """
    adres = make_url(url)
    if soort_van(url) == POSTGRESQL:
        _merk(url, merk)
        _draai(
            ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction",
             f"--dbname={adres.database}", str(kopie)],
            adres,
        )  # fmt: skip
        return
    bestand = _bestand(adres)
    klad = bestand.with_name(f"{bestand.name}.herstel")
    for pad in (klad, *_ernaast(klad)):
        pad.unlink(missing_ok=True)
    os.close(os.open(klad, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    with kopie.open("rb") as van, klad.open("r+b") as naar:
        shutil.copyfileobj(van, naar, _PORTIE)
    _merk(str(adres.set(database=str(klad)).render_as_string(hide_password=False)), merk)
    with closing(sqlite3.connect(klad)) as verbinding:
        # In one file again: beside its new name there is no write-ahead log.
        verbinding.execute("PRAGMA journal_mode = DELETE")
    _maak_vast(klad)
    klad.rename(bestand)
    _maak_vast(bestand.parent)


def is_ingericht(url: str) -> bool:
    """Whether there is a database here with tables in it. Nothing is made by looking."""
    adres = make_url(url)
    if soort_van(url) == SQLITE and not _bestand(adres).is_file():
        return False
    engine = maak_engine(url, pool_grootte=1)
    try:
        with lezend(engine).connect() as verbinding:
            return bool(set(inspect(verbinding).get_table_names()) - {MERKTABEL})
    finally:
        engine.dispose()


def _merk(url: str, merk: Callable[[Engine], None] | None) -> None:
    if merk is None:
        return
    engine = maak_engine(url, pool_grootte=1)
    try:
        merk(engine)
    finally:
        engine.dispose()


def _kopieer_sqlite(van: Path, naar: Path) -> None:
    if not van.is_file():
        raise KopieMislukt(f"Er is geen databank op {van}.")
    try:
        with (
            closing(sqlite3.connect(van)) as bron,
            closing(sqlite3.connect(naar)) as kopie,
        ):
            # All pages in one step: one snapshot, and no writer waits for it.
            bron.backup(kopie, pages=-1)
            kopie.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as fout:
        raise KopieMislukt(f"{van} is niet te kopiëren ({fout.sqlite_errorname}).") from None


def _alleen_lezen(pad: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{pad.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _bestand(adres: URL) -> Path:
    return Path(adres.database or "")


def _ernaast(bestand: Path) -> list[Path]:
    """A write-ahead log of an earlier file would be read into the one that is put here."""
    return [bestand.with_name(bestand.name + einde) for einde in ("-wal", "-shm", "-journal")]


def _maak_vast(pad: Path) -> None:
    fd = os.open(pad, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _draai(opdracht: Sequence[str], adres: URL | None) -> None:
    """One tool of the server. Where it connects to goes by its environment: an argument is seen."""
    if shutil.which(opdracht[0]) is None:
        raise KopieMislukt(
            f"{opdracht[0]} is hier niet gevonden. Het hoort bij PostgreSQL: zet de "
            "clientprogramma's van uw server op deze machine."
        )
    # The name of a fixed tool, without a shell.
    gedaan = subprocess.run(  # noqa: S603
        [*opdracht], env={**os.environ, **_omgeving(adres)}, capture_output=True, check=False
    )
    if gedaan.returncode:
        raise KopieMislukt(
            f"{opdracht[0]} lukte niet (code {gedaan.returncode}). Kijk of het bij de versie van "
            "uw server hoort, en of de url in de configuratie klopt."
        )


def _omgeving(adres: URL | None) -> dict[str, str]:
    if adres is None:
        return {}
    delen = {
        "PGHOST": adres.host or adres.query.get("host"),
        "PGPORT": str(adres.port) if adres.port else adres.query.get("port"),
        "PGUSER": adres.username,
        "PGPASSWORD": adres.password,
        "PGDATABASE": adres.database,
    }
    return {naam: str(waarde) for naam, waarde in delen.items() if waarde}
