"""Een lokale omgeving met databanken die al bij zijn: `migreer` draait eenmaal per testrun.

Vier processen die migreren kosten zeven seconden rekentijd, en de uitkomst is steeds dezelfde. Alle
werkers van een run delen haar.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.omgeving import Omgeving
from deploy.pki import Pki


def lege_omgeving(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Path:
    """Folder of an environment that never started; what is in it stays as it is."""
    wortel = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        wortel = wortel.parent
    klaar = wortel / "lege-omgeving"
    with _om_de_beurt(wortel / "lege-omgeving.slot"):
        if not klaar.exists():
            map_ = tmp_path_factory.mktemp("sjabloon")
            shutil.copytree(pki.map, map_ / "pki")
            Omgeving(map_).migreer()
            map_.rename(klaar)
    return klaar


def neem_databanken_over(leeg: Path, map_: Path) -> None:
    """Give the environment in this folder databases of its own that are up to date."""
    shutil.copytree(leeg / "data", map_ / "data")


@contextmanager
def _om_de_beurt(slot: Path) -> Iterator[None]:
    with slot.open("w") as bestand:
        fcntl.flock(bestand, fcntl.LOCK_EX)
        yield
