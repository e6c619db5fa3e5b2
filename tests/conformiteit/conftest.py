"""Een echte omgeving om te toetsen, tenzij DRIEHOEK_DOEL er al een aanwijst.

Alleen dit bestand en `omgeving` weten van het product; de suite zelf kent HTTP en de opdrachtregel.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.inrichting import richt_in
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from tests.conformiteit.afzender import Bericht
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.doel import Doel
from tests.conformiteit.omgeving import beschrijf


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "doel" in getattr(item, "fixturenames", ()) and _hier(item):
            item.add_marker(pytest.mark.e2e)


def _hier(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


@pytest.fixture(scope="package")
def doel(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Doel]:
    """The environment under test."""
    aangewezen = os.environ.get("DRIEHOEK_DOEL")
    if aangewezen:
        yield Doel.lees(Path(aangewezen))
        return
    map_ = tmp_path_factory.mktemp("conformiteit") / "omgeving"
    shutil.copytree(lege_omgeving, map_)
    omgeving = Omgeving(map_, vrije_poorten(lees_lokaal()))
    with omgeving.processen:
        pad = map_ / "doel.json"
        inrichting = richt_in(omgeving.lokaal, omgeving.pki)
        pad.write_text(json.dumps(beschrijf(omgeving, inrichting)), encoding="utf-8")
        yield Doel.lees(pad)


@pytest.fixture(scope="package")
def buiten(doel: Doel) -> Iterator[Buitenstaander]:
    """The systems of the three parties."""
    buitenstaander = Buitenstaander(doel)
    yield buitenstaander
    buitenstaander.sluit()


@pytest.fixture(scope="package")
def groep(buiten: Buitenstaander) -> str:
    """A group in step 3, in which a party may give what it knows without being asked."""
    return buiten.nieuwe_groep()


@pytest.fixture
def bericht(buiten: Buitenstaander, groep: str) -> Bericht:
    """A message that would be permitted, never sent yet."""
    return buiten.verstrekking(groep)


@pytest.fixture
def gaat_daarna_nog(buiten: Buitenstaander, bericht: Bericht) -> Callable[[], None]:
    """Nothing was decided on it: as it should have been, it is simply permitted."""

    def controleer() -> None:
        buiten.geef(bericht)

    return controleer
