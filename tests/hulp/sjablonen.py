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
from tests.hulp.databank import NieuweDatabank, gooi_weg, maak_databank, naam_in, nieuwe_url


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


def kopieer_databank(van: str, naar: str) -> None:
    """Wat in de ene databank staat, waar niemand in bezig is, ook op de andere plaats."""
    if server := server_van(van):
        gooi_weg(server, naar)
        maak_databank(server, naar, naam_in(van))
        return
    bron, doel = (Path(make_url(een).database or "") for een in (van, naar))
    assert not bron.with_name(f"{bron.name}-wal").exists(), "niet alles staat in het bestand"
    shutil.copyfile(bron, doel)


def voorbeeldplek(naast: str) -> tuple[NieuweDatabank, Path]:
    """Waar een voorbeeld kan staan, op dezelfde soort databank; en een map. Blijft de hele run."""
    map_ = Path(tempfile.mkdtemp(prefix="driehoek-voorbeeld-"))
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    server = server_van(naast)

    def plek(naam: str) -> str:
        return nieuwe_url(server, "voorbeeld") if server else f"sqlite:///{map_ / naam}.sqlite"

    return plek, map_
