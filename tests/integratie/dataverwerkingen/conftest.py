"""Een logboek dataverwerkingen op beide databanken, met het register van een partij."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.log import Verwerkingenlog
from shared.dataverwerkingen.register.register import stel_register_op
from shared.dataverwerkingen.tabellen import MIGRATIES, VerwerkingenBasis
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer

SLEUTEL = bytes(range(32))


@pytest.fixture
def log(databank_url: str) -> Iterator[Verwerkingenlog]:
    migreer(databank_url, [MIGRATIES], VerwerkingenBasis.metadata)
    engine = maak_engine(databank_url)
    register = stel_register_op(standaard_convenant(), "politie", "https://partij.example/v1")
    eigen = Verwerkingenlog(engine, register, SLEUTEL)
    eigen.open()
    yield eigen
    engine.dispose()
