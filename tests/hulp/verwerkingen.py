"""Een logboek dataverwerkingen voor een test: een kopie van één leeg, gemigreerd bestand."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from shared.dataverwerkingen.sleutel import maak_sleutel
from shared.dataverwerkingen.tabellen import MIGRATIES
from shared.opslag.migratie import migreer


@cache
def _sjabloon() -> Path:
    map_ = tempfile.mkdtemp(prefix="driehoek-ldv-")
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    bestand = Path(map_) / "leeg.sqlite"
    migreer(f"sqlite:///{bestand}", [MIGRATIES])
    return bestand


def verwerkingenlog(map_: Path, naam: str) -> dict[str, str]:
    """De tabel `[verwerkingenlog]` van een onderdeel; wat er al staat, blijft staan."""
    bestand, sleutel = map_ / f"{naam}-verwerkingen.sqlite", map_ / f"{naam}.pseudoniemsleutel"
    if not bestand.exists():
        shutil.copy(_sjabloon(), bestand)
        maak_sleutel(sleutel, test=True)
    return {"url": f"sqlite:///{bestand}", "sleutel": str(sleutel)}
