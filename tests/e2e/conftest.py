"""Draaiende omgevingen: de gateway, drie diensten en de inlog als echte processen over mTLS.

Er is één lege, klaargezette omgeving (sleutels en bijgewerkte databanken) waarvan elke andere een
kopie is; zo kost een eigen omgeving alleen het starten. Wat start, stopt ook als een test misloopt,
en als de laatste test van deze map voorbij is: wat blijft draaien, houdt alle andere tests op.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.inrichting import richt_in
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from tests.e2e.kantoor import ANALIST, REGISSEUR
from tests.e2e.verloop import Verloop, speel
from tests.e2e.wereld import Wereld
from tests.hulp.databank import NieuweDatabank

# Een medewerker wacht hier kort, en wie opnieuw moet, hoeft dat niet lang uit te stellen.
SNEL = {
    "verzending": {
        "eerste_wachttijd_seconden": 0.1,
        "maximale_wachttijd_seconden": 1.0,
        "maximale_pogingen": 100_000,
        "rusttijd_seconden": 0.6,
        "lease_seconden": 6.0,
    },
    "limieten": {
        "client_verbinden_seconden": 2.0,
        "client_antwoord_seconden": 5.0,
        "aansluiten_na_seconden": 0.2,
    },
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@contextmanager
def draaiend(omgeving: Omgeving) -> Iterator[Wereld]:
    """A prepared environment, running, with every test account authorised."""
    with omgeving.processen:
        inrichting = richt_in(omgeving.lokaal, omgeving.pki)
        wereld = Wereld(omgeving, inrichting)
        try:
            yield wereld
        finally:
            wereld.sluit()


@pytest.fixture(scope="package")
def wereld(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Wereld]:
    """The environment most tests share; every test makes a group of its own in it."""
    map_ = tmp_path_factory.mktemp("wereld") / "omgeving"
    shutil.copytree(lege_omgeving, map_)
    with draaiend(Omgeving(map_, vrije_poorten(lees_lokaal()), extra=SNEL)) as wereld:
        yield wereld


@pytest.fixture(scope="package")
def verloop(wereld: Wereld) -> Verloop:
    """A whole case, played once for everything that only looks at it."""
    return speel(wereld)


@pytest.fixture(scope="package")
def proefwereld(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Wereld]:
    """The environment in which processes may be killed; whoever does so restores it."""
    map_ = tmp_path_factory.mktemp("proefwereld") / "omgeving"
    shutil.copytree(lege_omgeving, map_)
    with draaiend(Omgeving(map_, vrije_poorten(lees_lokaal()), extra=SNEL)) as wereld:
        yield wereld


@pytest.fixture
def wereld_op_postgresql(tmp_path: Path, nieuwe_postgres: NieuweDatabank) -> Iterator[Wereld]:
    """Every database on PostgreSQL, each kluis in one of its own; the parties sign with P-256."""
    omgeving = Omgeving(
        tmp_path / "omgeving",
        vrije_poorten(lees_lokaal()),
        databank=lambda naam: nieuwe_postgres(naam.replace("-", "_")),
        ondertekening="p256",
        extra=SNEL,
    )
    omgeving.migreer()
    with draaiend(omgeving) as wereld:
        yield wereld


@pytest.fixture(scope="package")
def klaar(wereld: Wereld) -> Verloop:
    """A group in step 2 with a member at the politie and a question of the gemeente."""
    zaak = wereld.zaak()
    stand = Verloop(wereld, zaak, geboren=wereld.geboren(16))
    stand.bij["politie", "lid"] = wereld.persoon(ANALIST, "Bram Proefman", adres="Nergenslaan 4")
    zaak.lid(ANALIST, stand.bij["politie", "lid"])
    stand.berichten["vraag"] = {"id": zaak.vraag(REGISSEUR, ANALIST)}
    return stand
