"""De ontvangers, en een lege bak op beide databanken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from deploy.pki import Pki, maak_pki
from shared.meldingen.opslag import METADATA, MIGRATIES
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from tests.hulp.postvak import Haak, Postvak, draaiend_postvak, draaiende_haak


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Certificaten die ook op de vaste klok gelden."""
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    return maak_pki(tmp_path_factory.mktemp("pki"), rsa_bits=2048, nu=begin)


@pytest.fixture(scope="module")
def haken() -> Iterator[Haak]:
    with draaiende_haak() as haak:
        yield haak


@pytest.fixture(scope="module")
def postvakken() -> Iterator[Postvak]:
    with draaiend_postvak() as vak:
        yield vak


@pytest.fixture
def haak(haken: Haak) -> Haak:
    haken.ontvangen.clear()
    haken.kwam.clear()
    haken.antwoorden.clear()
    haken.zegt, haken.later = b"", ""
    return haken


@pytest.fixture
def postvak(postvakken: Postvak) -> Postvak:
    postvakken.brieven.clear()
    postvakken.gevraagd.clear()
    postvakken.per_adres.clear()
    postvakken.weigert = postvakken.geen_afscheid = False
    return postvakken


@pytest.fixture
def engine(databank_url: str) -> Iterator[Engine]:
    migreer(databank_url, [MIGRATIES], METADATA)
    gemaakt = maak_engine(databank_url)
    yield gemaakt
    gemaakt.dispose()
