"""Een draaiend stelsel voor de beproevingen: de gateway, en de dienst van elke partij.

Wie dat zijn en wie er werkt, zegt de kopie zelf, in `deploy/lokaal.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest

from deploy.lokaal import lees_lokaal
from deploy.pki import Pki
from shared.partij.partij import Partij
from tests.hulp.inloggen import draaiende_uitgever
from tests.integratie.reeksen.conftest import pki as pki
from tests.integratie.reeksen.stelsel import Stelsel, draaiend_stelsel, in_geheugen


def _partij(module: str) -> Partij:
    """De aangifte in de map van een partij."""
    staat_er = vars(import_module(f"{module}.partij")).values()
    (partij,) = [iets for iets in staat_er if isinstance(iets, Partij)]
    return partij


@pytest.fixture(scope="module")
def stelsel(pki: Pki) -> Iterator[Stelsel]:
    lokaal = lees_lokaal()
    diensten = [_partij(deel.module) for deel in lokaal.partijen]
    partijen = {partij.code: partij for partij in diensten}
    functies = {
        (account.partij, account.functie) for account in lokaal.accounts if not account.over_alles
    }
    with (
        in_geheugen() as map_,
        draaiende_uitgever() as uitgever,
        draaiend_stelsel(uitgever, pki, map_, partijen, functies) as gevonden,
    ):
        yield gevonden
