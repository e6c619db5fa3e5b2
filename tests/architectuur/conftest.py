"""Na de laatste regel over de broncode gaat wat daarvoor gelezen werd weer weg."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architectuur import bron


@pytest.fixture(scope="package", autouse=True)
def _vergeet_de_broncode() -> Iterator[None]:
    yield
    bron.vergeet()
