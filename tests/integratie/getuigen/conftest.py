"""Een getuige met haar geheugen, op beide databanken."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from shared.opslag.basis import Basis
from shared.opslag.engine import maak_engine
from tests.integratie.getuigen.proeflog import Log, Proef, proef_met


@pytest.fixture
def engine(databank_url: str) -> Any:
    engine = maak_engine(databank_url)
    Basis.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def proef(engine: Engine) -> Proef:
    return proef_met(engine, Log())
