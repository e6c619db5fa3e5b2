"""De diensten van de drie partijen, elk op SQLite en op PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.integratie.diensten.opstelling import Opstelling, opgesteld


@pytest.fixture(scope="session")
def uitgever() -> Iterator[Uitgever]:
    with draaiende_uitgever() as gevonden:
        yield gevonden


@pytest.fixture
def politie(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, tmp_path: Path
) -> Iterator[Opstelling]:
    with opgesteld(POLITIE, nieuwe_plek, uitgever, tmp_path) as opstelling:
        yield opstelling


@pytest.fixture
def lege_politie(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, tmp_path: Path
) -> Iterator[Opstelling]:
    """Zonder iemand: ook wie de configuratie noemt registreerde zich nog niet."""
    with opgesteld(POLITIE, nieuwe_plek, uitgever, tmp_path, leeg=True) as opstelling:
        yield opstelling


@pytest.fixture
def om(nieuwe_plek: NieuweDatabank, uitgever: Uitgever, tmp_path: Path) -> Iterator[Opstelling]:
    with opgesteld(OM, nieuwe_plek, uitgever, tmp_path) as opstelling:
        yield opstelling


@pytest.fixture
def gemeente(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, tmp_path: Path
) -> Iterator[Opstelling]:
    with opgesteld(GEMEENTE, nieuwe_plek, uitgever, tmp_path) as opstelling:
        yield opstelling


@pytest.fixture
def opstelling(
    request: pytest.FixtureRequest,
    nieuwe_plek: NieuweDatabank,
    uitgever: Uitgever,
    tmp_path: Path,
) -> Iterator[Opstelling]:
    """The service of the party whose code is the (indirect) parameter."""
    partij = {een.code: een for een in (POLITIE, OM, GEMEENTE)}[request.param]
    with opgesteld(partij, nieuwe_plek, uitgever, tmp_path) as gevonden:
        yield gevonden
