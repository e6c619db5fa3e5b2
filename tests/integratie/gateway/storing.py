"""Storingen die van buiten komen: een log, of een andere tabel, die niet te schrijven is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

from shared.opslag.engine import maak_engine

_DICHT = {
    "sqlite": (
        "CREATE TRIGGER proef_vol BEFORE INSERT ON {tabel} "
        "BEGIN SELECT RAISE(ABORT, 'de schijf is vol'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION proef_vol() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'de schijf is vol'; END $$",
        "CREATE TRIGGER proef_vol BEFORE INSERT ON {tabel} "
        "FOR EACH ROW EXECUTE FUNCTION proef_vol()",
    ),
}
_OPEN = {
    "sqlite": ("DROP TRIGGER IF EXISTS proef_vol",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS proef_vol ON {tabel}",
        "DROP FUNCTION IF EXISTS proef_vol",
    ),
}


def zet_log_dicht(url: str) -> None:
    """Vanaf nu kan er geen blad bij."""
    with _engine(url) as engine:
        _voer_uit(engine, _DICHT, "log_blad")


def zet_log_open(url: str) -> None:
    """De storing is voorbij."""
    with _engine(url) as engine:
        _voer_uit(engine, _OPEN, "log_blad")


@contextmanager
def log_dicht(url: str) -> Iterator[None]:
    """Zolang dit blok duurt kan er geen blad bij."""
    zet_log_dicht(url)
    try:
        yield
    finally:
        zet_log_open(url)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = maak_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def tabel_dicht(engine: Engine, tabel: str) -> Iterator[None]:
    """Zolang dit blok duurt kan er in deze tabel geen rij bij."""
    _voer_uit(engine, _DICHT, tabel)
    try:
        yield
    finally:
        _voer_uit(engine, _OPEN, tabel)


def _voer_uit(engine: Engine, opdrachten: dict[str, tuple[str, ...]], tabel: str) -> None:
    with engine.begin() as verbinding:
        for opdracht in opdrachten[engine.dialect.name]:
            verbinding.execute(text(opdracht.format(tabel=tabel)))
