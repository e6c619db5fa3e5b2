"""Wat de tests van het bewaarde log delen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine

from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.opslag import maak_tabellen
from shared.opslag.engine import maak_engine

NU = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def blad(nummer: int, **velden: object) -> Blad:
    """Een verzonnen blad dat aan zijn nummer te herkennen is."""
    return maak_blad("configuratie", NU, sleutel=f"id-{nummer}", proef=nummer, **velden)


@contextmanager
def leeg_log(url: str) -> Iterator[Engine]:
    """Een engine op een databank met lege logtabellen."""
    engine = maak_engine(url)
    try:
        with engine.begin() as verbinding:
            maak_tabellen(verbinding)
        yield engine
    finally:
        engine.dispose()
