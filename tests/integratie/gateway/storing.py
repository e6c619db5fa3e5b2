"""Storingen die van buiten komen: een log dat niet te schrijven is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

from shared.opslag.engine import maak_engine

_DICHT = {
    "sqlite": (
        "CREATE TRIGGER proef_vol BEFORE INSERT ON log_blad "
        "BEGIN SELECT RAISE(ABORT, 'de schijf is vol'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION proef_vol() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'de schijf is vol'; END $$",
        "CREATE TRIGGER proef_vol BEFORE INSERT ON log_blad "
        "FOR EACH ROW EXECUTE FUNCTION proef_vol()",
    ),
}
_OPEN = {
    "sqlite": ("DROP TRIGGER IF EXISTS proef_vol",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS proef_vol ON log_blad",
        "DROP FUNCTION IF EXISTS proef_vol",
    ),
}


def zet_log_dicht(url: str) -> None:
    """Vanaf nu kan er geen blad bij."""
    with _engine(url) as engine:
        _voer_uit(engine, _DICHT)


def zet_log_open(url: str) -> None:
    """De storing is voorbij."""
    with _engine(url) as engine:
        _voer_uit(engine, _OPEN)


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


def _voer_uit(engine: Engine, opdrachten: dict[str, tuple[str, ...]]) -> None:
    with engine.begin() as verbinding:
        for opdracht in opdrachten[engine.dialect.name]:
            verbinding.execute(text(opdracht))
