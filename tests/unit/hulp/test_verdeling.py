"""Wat een omgeving deelt gaat naar een werker; al het andere naar wie tijd heeft."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hulp.verdeling import SAMEN, deel

WORTEL = Path(__file__).resolve().parents[3]


def test_alles_wat_bij_elkaar_hoort_bestaat_nog() -> None:
    assert [begin for begin in SAMEN if not (WORTEL / begin).exists()] == []


@pytest.mark.parametrize(
    ("test", "bij"),
    [
        ("tests/e2e/test_rand.py::test_a", "tests/e2e/"),
        ("tests/e2e/eigen/test_gedood.py::test_a", "tests/e2e/eigen/"),
        ("tests/e2e/eigen/test_getuigen.py::test_a", "tests/e2e/eigen/test_getuigen.py"),
        ("tests/property/test_a.py::test_b", "tests/property/test_a.py::test_b"),
        ("tests/unit/test_a.py::test_b", "tests/unit/test_a.py"),
        ("tests/unit/test_a.py::test_b[sqlite-x]", "tests/unit/test_a.py[sqlite-"),
    ],
)
def test_het_nauwste_begin_telt(test: str, bij: str) -> None:
    assert deel(test) == bij
