"""Een leeg log op elke soort databank."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.logboek.lezer import Loglezer
from tests.integratie.logboek.hulp import leeg_log


@pytest.fixture
def engine(databank_url: str) -> Iterator[Engine]:
    with leeg_log(databank_url) as engine:
        yield engine


@pytest.fixture
def lezer(engine: Engine) -> Loglezer:
    return Loglezer(engine)
