"""Wat een omgeving deelt gaat naar een werker; al het andere naar wie tijd heeft."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.hulp.verdeling import (
    GEVALLEN,
    LANG,
    SAMEN,
    STEEKPROEF,
    buiten_de_steekproef,
    deel,
    op_volgorde,
)

WORTEL = Path(__file__).resolve().parents[3]


def test_alles_wat_bij_elkaar_hoort_bestaat_nog() -> None:
    assert [begin for begin in (*SAMEN, *LANG, *STEEKPROEF) if not (WORTEL / begin).exists()] == []


def test_wat_lang_duurt_begint_eerder_dan_een_bestand_met_veel_tests() -> None:
    namen = ["tests/unit/veel.py::a", "tests/unit/veel.py::b", f"{LANG[0]}::a", "tests/e2e/x.py::a"]
    items = [SimpleNamespace(nodeid=naam) for naam in namen]
    op_volgorde(items)  # type: ignore[arg-type]
    assert [een.nodeid for een in items] == [namen[3], namen[2], *namen[:2]]


def test_de_steekproef_laat_van_elke_map_iets_staan_op_postgresql() -> None:
    mappen = [f"{STEEKPROEF[0]}{een}" for een in "xy"]
    bestanden = [f"{map_}/test_{nr}.py" for map_ in mappen for nr in range(40)]
    namen = [
        f"{bestand}::test_{nr}[{soort}-1]"
        for bestand in bestanden
        for nr in range(3)
        for soort in ("sqlite", "postgresql")
    ]
    ander = "tests/integratie/kluis/test_a.py::test_b[postgresql]"
    buiten = buiten_de_steekproef([*namen, ander])
    assert all("postgresql" in een for een in buiten)
    assert ander not in buiten
    binnen = [een for een in namen if "postgresql" in een and een not in buiten]
    assert {een.rsplit("/", 1)[0] for een in binnen} == set(mappen)
    assert all("::test_0[" in een for een in binnen), "van een bestand de eerste"
    assert 10 < len(binnen) < 40
    assert buiten == buiten_de_steekproef(namen), "elke werker houdt dezelfde over"


def test_de_steekproef_neemt_van_veel_gevallen_de_helft_en_van_weinig_alles() -> None:
    veel = [f"{GEVALLEN[0]}test_a.py::test_veel[{nr}]" for nr in range(20)]
    weinig = [f"{GEVALLEN[1]}test_a.py::test_weinig[{nr}]" for nr in range(4)]
    elders = [f"tests/unit/test_a.py::test_veel[{nr}]" for nr in range(20)]
    assert buiten_de_steekproef([*veel, *weinig, *elders]) == set(veel[1::2])


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
