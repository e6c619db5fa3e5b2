"""`make test ONLY=verzenden` draait de tests van die kamer, en die van de indeling."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hulp.keuze import ARCHITECTUUR, argumenten

BESTANDEN = (
    "unit/verzenden/test_regels.py",
    "unit/gateway/berichten/test_koppen.py",
    "integratie/partij/verzenden/test_post.py",
    "integratie/partij/zaak/test_lijsten.py",
    "integratie/partij/zaak/test_lijsten_samen.py",
    "integratie/partij/zaak/lijsten.py",
    "e2e/test_rand.py",
)


@pytest.fixture
def wortel(tmp_path: Path) -> Path:
    for naam in BESTANDEN:
        pad = tmp_path / "tests" / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("delen", "paden"),
    [
        ([], []),
        (["tests/e2e"], ["tests/e2e"]),
        (
            ["verzenden"],
            ["tests/integratie/partij/verzenden", "tests/unit/verzenden", ARCHITECTUUR],
        ),
        (["gateway/berichten"], ["tests/unit/gateway/berichten", ARCHITECTUUR]),
        (
            ["shared/verzenden/uitbak"],
            ["tests/integratie/partij/verzenden", "tests/unit/verzenden", ARCHITECTUUR],
        ),
        (
            ["shared/zaak/lijsten/"],
            [
                "tests/integratie/partij/zaak/test_lijsten.py",
                "tests/integratie/partij/zaak/test_lijsten_samen.py",
                ARCHITECTUUR,
            ],
        ),
        (["tests/e2e", "e2e"], ["tests/e2e", ARCHITECTUUR]),
    ],
)
def test_een_deel_heeft_zijn_eigen_tests(delen: list[str], paden: list[str], wortel: Path) -> None:
    assert argumenten(delen, wortel) == paden


def test_wat_geen_deel_is_staat_in_de_naam_van_een_test(wortel: Path) -> None:
    assert argumenten(["weigering"], wortel) == ["-k", "weigering"]
    assert argumenten(["weigering", "koud"], wortel) == ["-k", "weigering or koud"]
    assert argumenten(["weigering", "tests/e2e"], wortel) == ["-k", "weigering", "tests/e2e"]
