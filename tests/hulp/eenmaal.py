"""Werk dat elke nieuwe dienst in een test opnieuw zou doen, met steeds dezelfde uitkomst.

Een proces van het product start eenmaal; een testrun zet honderden diensten op. Enkele dingen namen
daar een derde van de rekentijd: elke nieuwe databank liet SQLAlchemy al haar vragen opnieuw in SQL
omzetten, elke start las wie het systeem vertrouwt, en elke vraag zocht een pakket dat er niet is.
Aan de uitkomst verandert niets.
"""

from __future__ import annotations

import ssl
import sys
from functools import cache, partial
from importlib.util import find_spec
from types import SimpleNamespace

import fastapi.dependencies.models as _afhankelijkheden
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

import shared.opslag.engine
import shared.web.aanmelding.sleutelset


def onthoud() -> None:
    """From here on, of the same question and the same key the first outcome counts."""
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        # SQLAlchemy keeps its texts per dialect; those of one class are set up alike here.
        dialect.__eq__ = lambda een, ander: type(een) is type(ander)
        dialect.__hash__ = lambda een: hash(type(een))
    shared.opslag.engine.create_engine = partial(
        shared.opslag.engine.create_engine,
        execution_options={"compiled_cache": LRUCache(10_000)},
    )
    shared.web.aanmelding.sleutelset.ssl = SimpleNamespace(
        create_default_context=cache(ssl.create_default_context)
    )
    if find_spec("sniffio") is None:
        # httpx asks at every request in this process whether it runs under trio.
        sys.modules["sniffio"] = None  # type: ignore[assignment]


def laat_gaan() -> None:
    """Forget the apps of environments that have ended: FastAPI remembers their functions."""
    for een in vars(_afhankelijkheden).values():
        if hasattr(een, "cache_clear"):
            een.cache_clear()
