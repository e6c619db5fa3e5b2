"""Een gemigreerde databank voor een test: op SQLite een kopie van één leeg, gemigreerd bestand.

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


@cache
def _leeg(locaties: tuple[Path, ...]) -> Path:
    map_ = tempfile.mkdtemp(prefix="driehoek-sjabloon-")
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    bestand = Path(map_) / "leeg.sqlite"
    migreer(f"sqlite:///{bestand}", locaties)
    return bestand


def breng_bij(url: str, locaties: Sequence[Path]) -> None:
    """De lege databank op deze plaats is daarna bij; een die er al was wordt echt gemigreerd."""
    adres = make_url(url)
    bestand = Path(adres.database or "")
    if adres.get_backend_name() != "sqlite" or bestand.exists():
        migreer(url, locaties)
        return
    bestand.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(_leeg(tuple(locaties)), bestand)
