"""Een lokale omgeving met databanken die al bij zijn: zij worden eenmaal per testrun bijgewerkt.

Alle werkers van een run delen haar. Zij is in dit proces gemaakt: zeven processen die elk het
product inlezen om te migreren kosten een halve minuut rekentijd, en iedereen wacht erop. Dat de
opdracht `migreer` het ook doet, beproeven de installatie en wie haar op een andere databank start.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pytest

from deploy.omgeving import Omgeving
from deploy.pki import Pki
from gateway import kern
from shared.opslag.gereedheid import Databank, migreer_alle
from shared.partij.partij import Partij
from shared.partijdienst import opdracht as partijopdracht
from shared.portaal import opdracht as portaalopdracht
from shared.portaal.instellingen import laad_portaalinstellingen
from shared.portaal.portaal import Portaal
from shared.web.instellingen.instellingen import laad_instellingen

T = TypeVar("T")


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
            for databank in _databanken(Omgeving(map_)):
                migreer_alle([databank], meld=lambda _: None)
            map_.rename(klaar)
    return klaar


def neem_databanken_over(leeg: Path, map_: Path) -> None:
    """Give the environment in this folder databases of its own that are up to date."""
    shutil.copytree(leeg / "data", map_ / "data")


def _databanken(omgeving: Omgeving) -> Iterator[Databank]:
    """Every database of every process of this environment."""
    lokaal, config = omgeving.lokaal, omgeving.paden.config
    yield from kern.databanken(laad_instellingen(config(lokaal.gateway.code)))
    for deel in lokaal.partijen:
        partij = _aangifte(f"{deel.module}.partij", Partij)
        yield from partijopdracht.databanken(partij, laad_instellingen(config(deel.code)))
    for een in lokaal.portalen:
        assert _aangifte(f"{een.module}.portaal", Portaal).onderdeel == een.onderdeel
        yield from portaalopdracht.databanken(laad_portaalinstellingen(config(een.onderdeel)))


def _aangifte(module: str, soort: type[T]) -> T:
    """De aangifte in de map van een partij of een portaal."""
    (gevonden,) = [iets for iets in vars(import_module(module)).values() if isinstance(iets, soort)]
    return gevonden


@contextmanager
def _om_de_beurt(slot: Path) -> Iterator[None]:
    with slot.open("w") as bestand:
        fcntl.flock(bestand, fcntl.LOCK_EX)
        yield
