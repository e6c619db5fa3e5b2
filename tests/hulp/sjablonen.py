"""Een gemigreerde databank voor een test: een kopie van één lege die al gemigreerd is.

De migraties zelf worden elders beproefd; hier kosten zij alleen tijd.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import make_url

from shared.opslag.migratie import migreer
from tests.hulp.databank import gooi_weg, maak_databank, naam_in, nieuwe_url


@cache
def _leeg(locaties: tuple[Path, ...]) -> Path:
    map_ = tempfile.mkdtemp(prefix="driehoek-sjabloon-")
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    bestand = Path(map_) / "leeg.sqlite"
    migreer(f"sqlite:///{bestand}", locaties)
    return bestand


def breng_bij(url: str, locaties: Sequence[Path]) -> None:
    """De lege databank op deze plaats is daarna bij; een bestand dat er al was wordt gemigreerd."""
    if server := server_van(url):
        gooi_weg(server, url)
        maak_databank(server, url, _leeg_op_server(server, tuple(locaties)))
        return
    bestand = Path(make_url(url).database or "")
    if bestand.exists():
        migreer(url, locaties)
        return
    bestand.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(_leeg(tuple(locaties)), bestand)


def server_van(url: str) -> str:
    """De url van de server waar deze databank op staat; leeg bij een bestand."""
    adres = make_url(url)
    if adres.get_backend_name() != "postgresql":
        return ""
    onderhoud = adres.set(drivername="postgresql", database="postgres")
    return onderhoud.render_as_string(hide_password=False)


@cache
def _leeg_op_server(server: str, locaties: tuple[Path, ...]) -> str:
    """De naam van het voorbeeld; het gaat met de testserver weg."""
    url = nieuwe_url(server, "sjabloon")
    maak_databank(server, url)
    migreer(url, locaties)
    return naam_in(url)
