"""Eén draaiend stelsel voor alle reeksen over wie wat leest: de gateway en de drie diensten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from deploy.pki import Pki, maak_pki
from tests.hulp.inloggen import draaiende_uitgever
from tests.integratie.leesgrens.model import FUNCTIES
from tests.integratie.reeksen.stelsel import Stelsel, draaiend_stelsel, in_geheugen


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Certificaten die gelden op de klok van de test; met korte sleutels, want er gaat veel om."""
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    return maak_pki(tmp_path_factory.mktemp("pki"), ondertekening="p256", rsa_bits=2048, nu=begin)


@pytest.fixture(scope="module")
def stelsel(pki: Pki) -> Iterator[Stelsel]:
    with (
        in_geheugen() as map_,
        draaiende_uitgever() as uitgever,
        draaiend_stelsel(uitgever, pki, map_, functies=sorted(FUNCTIES)) as gevonden,
    ):
        yield gevonden
