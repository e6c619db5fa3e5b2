"""Eén PKI per testrun, één gateway per test, op SQLite en op PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.pki import Pki, maak_pki
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.controle import controleer_log
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Certificaten die gelden op de vaste klok én op de klok van de machine."""
    return maak_pki(
        tmp_path_factory.mktemp("pki"), rsa_bits=2048, nu=datetime(2024, 1, 1, tzinfo=UTC)
    )


@pytest.fixture
def net(pki: Pki, vaste_klok: VasteKlok) -> Net:
    return Net(pki, vaste_klok, "politie", "gemeente", "om")


@pytest.fixture
def kale_gateway(
    pki: Pki, tmp_path: Path, databank_url: str, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Een gateway die voor het eerst start: partijen en convenant, nog geen groep of mensen."""
    with draaiende_gateway(pki, tmp_path, databank_url, vaste_klok, net) as opstelling:
        yield opstelling
    controleer_log(opstelling)


@pytest.fixture
def gateway(kale_gateway: Opstelling) -> Opstelling:
    """Een gateway met een groep in stap 2 en van elke partij één medewerker.

    Na elke test: het log klopt, en van alles wat werd doorgestuurd staat het besluit erin.
    """
    kale_gateway.richt_in()
    return kale_gateway


@pytest.fixture
def balie(
    pki: Pki, tmp_path: Path, sqlite_url: str, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Dezelfde gateway op SQLite alleen: voor wat al aan de balie wordt geweigerd of gelezen."""
    with draaiende_gateway(pki, tmp_path, sqlite_url, vaste_klok, net) as opstelling:
        opstelling.richt_in()
        yield opstelling
    controleer_log(opstelling)
