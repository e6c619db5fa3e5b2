"""Where a copy stands for as long as a drill takes, and then no more.

SQLite: a file in the folder of the drill. PostgreSQL: a database of its own on the same server. Its
name follows from that of the real one, so whoever works in it finds it without being told a
password, and a drill that was killed is cleaned up by the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import ProgrammingError

from shared.opslag.engine import maak_engine
from shared.opslag.reservekopie import SQLITE, KopieMislukt, soort_van

_MAG_NIET = "42501"


def oefenurl(url: str, bestand: Path) -> str:
    """What stands for the database at this url in a drill; ``bestand``: where, for SQLite."""
    if soort_van(url) == SQLITE:
        return f"sqlite:///{bestand.resolve()}"
    adres = make_url(url)
    # Met elke naam even lang: een server kort een te lange naam zonder te vragen in.
    merk = hashlib.sha256((adres.database or "").encode()).hexdigest()[:16]
    return adres.set(database=f"driehoek_oefening_{merk}").render_as_string(hide_password=False)


@contextmanager
def oefenplek(url: str, bestand: Path) -> Iterator[str]:
    """An empty place, at `oefenurl`, that goes again. Faults: `KopieMislukt`."""
    plek = oefenurl(url, bestand)
    if soort_van(url) == SQLITE:
        yield plek
        return
    naam = str(make_url(plek).database)
    # Two connections: the one that says a drill is on may have been lost when it is over.
    engine = maak_engine(url, pool_grootte=2).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as bezet:
            _eis_de_enige(bezet, naam)
            _doe(bezet, f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")
            _doe(bezet, f"CREATE DATABASE {naam} TEMPLATE template0")
            try:
                _doe(bezet, f"REVOKE CONNECT ON DATABASE {naam} FROM PUBLIC")
                yield plek
            finally:
                with engine.connect() as verbinding:
                    _doe(verbinding, f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")
    finally:
        engine.dispose()


def _eis_de_enige(verbinding: Connection, naam: str) -> None:
    """The server keeps the lock as long as this connection is there, so a killed drill has none."""
    vraag = text("SELECT pg_try_advisory_lock(hashtextextended(:naam, 0))")
    if not verbinding.scalar(vraag, {"naam": naam}):
        raise KopieMislukt("Er loopt al een oefening met deze databank. Wacht tot die klaar is.")


def _doe(verbinding: Connection, opdracht: str) -> None:
    try:
        verbinding.exec_driver_sql(opdracht)
    except ProgrammingError as fout:
        if getattr(fout.orig, "sqlstate", None) != _MAG_NIET:
            raise
        raise KopieMislukt(
            "Een oefening maakt op de server een eigen databank, en de gebruiker uit de "
            "configuratie mag dat niet. Oefen met een kopie van de configuratie waarin een "
            "gebruiker staat die dat mag (CREATEDB) en die deze databanken mag lezen."
        ) from None
