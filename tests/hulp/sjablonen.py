"""Een gemigreerde databank voor een test: een kopie van één lege die al gemigreerd is.

De migraties zelf worden elders beproefd; hier kosten zij alleen tijd.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import uuid
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from shared.opslag.migratie import migreer


@cache
def _leeg(locaties: tuple[Path, ...]) -> Path:
    map_ = tempfile.mkdtemp(prefix="driehoek-sjabloon-")
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    bestand = Path(map_) / "leeg.sqlite"
    migreer(f"sqlite:///{bestand}", locaties)
    return bestand


def breng_bij(url: str, locaties: Sequence[Path]) -> None:
    """De lege databank op deze plaats is daarna bij; een bestand dat er al was wordt gemigreerd."""
    adres = make_url(url)
    if adres.get_backend_name() == "postgresql":
        assert adres.database is not None
        _maak(
            _onderhoud(adres), adres.database, _leeg_op_server(_onderhoud(adres), tuple(locaties))
        )
        return
    bestand = Path(adres.database or "")
    if bestand.exists():
        migreer(url, locaties)
        return
    bestand.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(_leeg(tuple(locaties)), bestand)


@cache
def _leeg_op_server(onderhoud: URL, locaties: tuple[Path, ...]) -> str:
    """De naam van het voorbeeld; het gaat met de testserver weg."""
    naam = f"sjabloon_{uuid.uuid4().hex[:12]}"
    _maak(onderhoud, naam, "template0")
    url = onderhoud.set(drivername="postgresql+psycopg", database=naam)
    migreer(url.render_as_string(hide_password=False), locaties)
    return naam


def _onderhoud(adres: URL) -> URL:
    return adres.set(drivername="postgresql", database="postgres")


def _maak(onderhoud: URL, naam: str, voorbeeld: str) -> None:
    with psycopg.connect(
        onderhoud.render_as_string(hide_password=False), autocommit=True
    ) as verbinding:
        verbinding.execute(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)".encode())
        verbinding.execute(f"CREATE DATABASE {naam} TEMPLATE {voorbeeld}".encode())
