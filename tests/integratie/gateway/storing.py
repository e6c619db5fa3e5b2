"""Storingen die van buiten komen: een log dat niet te schrijven is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from shared.opslag.engine import maak_engine
from tests.hulp.storing import weigerende_databank


@contextmanager
def log_dicht(url: str) -> Iterator[None]:
    """Zolang dit blok duurt kan er geen blad bij."""
    engine = maak_engine(url)
    try:
        with weigerende_databank(engine, "log_blad"):
            yield
    finally:
        engine.dispose()
