"""Een kluis met een echte databank en een echte sleutelbron."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.kluis import Kluis
from shared.kluis.tabellen import MIGRATIES, KluisBasis
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from tests.integratie.kluis.opstelling import Opstelling


@pytest.fixture
def opstelling(databank_url: str, tmp_path: Path) -> Iterator[Opstelling]:
    migreer(databank_url, [MIGRATIES], KluisBasis.metadata)
    engine = maak_engine(databank_url)
    pad = tmp_path / "sleutelbron.json"
    bron = BestandsSleutelbron.maak(pad, test=True)
    yield Opstelling(databank_url, pad, engine, bron, Kluis(engine, bron))
    engine.dispose()


@pytest.fixture
def kluis(opstelling: Opstelling) -> Kluis:
    return opstelling.kluis
