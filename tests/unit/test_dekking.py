"""De lijst achter `make dekking`: elke eis één keer, en alleen tests die er zijn."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from deploy.dekking import BRON, Eis, lees_eisen, rijen

HIER = Path(__file__).resolve().parents[2]
CONTROLELIJST = HIER.parent / "shared" / "juridisch.md"
EISEN = lees_eisen(HIER / BRON)


@cache
def _tests_in(pad: Path) -> frozenset[str]:
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    functies = (knoop for knoop in boom.body if isinstance(knoop, ast.FunctionDef))
    return frozenset(functie.name for functie in functies)


def _bestaat(test: str) -> bool:
    bestand, _, naam = test.partition("::")
    pad = HIER / bestand
    return pad.is_file() and naam in _tests_in(pad)


def test_elke_eis_van_het_convenant_staat_er_een_keer_in_en_geen_andere() -> None:
    tekst = CONTROLELIJST.read_text(encoding="utf-8")
    lijst = re.findall(r"^- (C-[0-9.]+(?:-[0-9]+)?) ", tekst, re.MULTILINE)
    assert len(lijst) == len(set(lijst)) > 250
    assert [eis.cid for eis in EISEN] == lijst


def test_elke_genoemde_test_bestaat() -> None:
    weg = [f"{eis.cid}: {test}" for eis in EISEN for test in eis.tests if not _bestaat(test)]
    assert weg == []


def test_een_test_die_niet_bestaat_valt_op() -> None:
    dit_bestand = Path(__file__).relative_to(HIER).as_posix()
    assert _bestaat(f"{dit_bestand}::test_een_test_die_niet_bestaat_valt_op")
    assert not _bestaat(f"{dit_bestand}::test_die_er_nooit_was")
    assert not _bestaat("tests/unit/test_nergens.py::test_iets")


ZUIVER = ("tests/unit/", "tests/property/", "tests/tweedelezing/")
"""Waar een zuivere functie wordt beproefd, en niet wat er bij een partij terechtkomt."""
OVER_REGELS = re.compile(r"C-(0|1|3\.5|13|14|15|16)[-.]")
"""Waar een eis over het convenant of een register zelf kan gaan: niet in artikel 2 en 4 tot 12."""


def _alleen_zuiver(eisen: Iterable[Eis]) -> list[str]:
    """Eisen over het bestand van een partij die op een zuivere functie alleen rusten."""
    return [
        eis.cid
        for eis in eisen
        if eis.tests and eis.over == "bestand"
        if all(test.startswith(ZUIVER) for test in eis.tests)
    ]


def test_wat_over_het_bestand_van_een_partij_gaat_is_op_de_echte_weg_bewezen() -> None:
    assert _alleen_zuiver(EISEN) == []


def test_over_de_regels_zelf_gaat_alleen_wat_geen_bestand_raakt() -> None:
    regels = [eis.cid for eis in EISEN if eis.over == "regels"]
    assert regels
    assert [cid for cid in regels if not OVER_REGELS.match(cid)] == []


def test_een_bewijs_uit_een_zuivere_functie_alleen_valt_op() -> None:
    zuiver = ("tests/unit/a/test_x.py::test_a", "tests/property/b/test_y.py::test_b")
    echt = "tests/integratie/partij/test_z.py::test_c"
    eisen = [
        Eis("C-9.9-01", zuiver, None, ""),
        Eis("C-9.9-02", (*zuiver, echt), None, ""),
        Eis("C-9.9-03", zuiver, None, "", "regels"),
        Eis("C-9.9-04", (), "open", "Dat komt nog."),
    ]
    assert _alleen_zuiver(eisen) == ["C-9.9-01"]


def test_bij_wat_het_programma_doet_is_werk_van_mensen_de_uitzondering() -> None:
    """Wie en wat (artikel 4), criteria (5) en wijze van verstrekken (6)."""
    kern = [eis for eis in EISEN if eis.cid.startswith(("C-4.", "C-5.", "C-6."))]
    zonder_programma = [eis.cid for eis in kern if eis.soort == "reden"]
    assert len(zonder_programma) * 10 <= len(kern), zonder_programma


# --- De vorm van het bestand ----------------------------------------------------------------------

GOED = 'tests = ["tests/unit/test_x.py::test_een_naam"]'


def _lees(tmp_path: Path, *regels: str) -> list[Eis]:
    pad = tmp_path / "dekking.toml"
    pad.write_text("\n".join(regels), encoding="utf-8")
    return lees_eisen(pad)


def test_een_eis_heeft_tests_of_een_reden_of_staat_open(tmp_path: Path) -> None:
    met_tests, met_reden, open_, regels = _lees(
        tmp_path,
        f'["C-9.9-01"]\n{GOED}',
        '["C-9.9-02"]\nreden = "Dat doen mensen."',
        '["C-9.9-03"]\nopen = "Dat komt nog."',
        f'["C-9.9-04"]\n{GOED}\nover = "regels"',
    )
    assert met_tests == Eis("C-9.9-01", ("tests/unit/test_x.py::test_een_naam",), None, "")
    assert met_reden == Eis("C-9.9-02", (), "reden", "Dat doen mensen.")
    assert open_ == Eis("C-9.9-03", (), "open", "Dat komt nog.")
    assert (met_tests.over, regels.over, regels.tests) == ("bestand", "regels", met_tests.tests)


@pytest.mark.parametrize(
    "inhoud",
    [
        "",
        "tests = []",
        'tests = "tests/unit/test_x.py::test_een_naam"',
        "tests = [1]",
        'tests = ["test_een_naam"]',
        'tests = ["tests/unit/test_x.py::test_een_naam[politie]"]',
        'tests = ["tests/unit/test_x.py::Klas::test_een_naam"]',
        'tests = ["tests/unit/test_x.py::test_a", "tests/unit/test_x.py::test_a"]',
        'reden = ""',
        'reden = "te kort door de bocht"',
        "open = true",
        f'{GOED}\nreden = "Dat doen mensen."',
        f'{GOED}\nopen = "Dat komt nog."',
        'reden = "Dat doen mensen."\nopen = "Dat komt nog."',
        f'{GOED}\nopmerking = "x"',
        f'{GOED}\nover = "alles"',
        f"{GOED}\nover = true",
        'over = "bestand"',
        'open = "Dat komt nog."\nover = "bestand"',
        'opmerking = "x"',
    ],
)
def test_een_eis_die_niets_of_te_veel_zegt_wordt_geweigerd(tmp_path: Path, inhoud: str) -> None:
    with pytest.raises(ValueError, match=r"C-9\.9-01"):
        _lees(tmp_path, f'["C-9.9-01"]\n{inhoud}')


@pytest.mark.parametrize("regel", ['"C-9.9-01" = "open"', '"C-9.9-01" = []'])
def test_een_eis_is_een_tabel(tmp_path: Path, regel: str) -> None:
    with pytest.raises(ValueError, match=r"C-9\.9-01"):
        _lees(tmp_path, regel)


def test_een_eis_die_er_twee_keer_staat_wordt_geweigerd(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="geen TOML"):
        _lees(tmp_path, f'["C-9.9-01"]\n{GOED}', f'["C-9.9-01"]\n{GOED}')


# --- Het verslag ----------------------------------------------------------------------------------


def test_het_verslag_noemt_per_test_de_uitkomst_en_wat_er_niet_was() -> None:
    eisen = [
        Eis("C-9.9-01", ("tests/a/test_x.py::test_a", "tests/a/test_x.py::test_b"), None, ""),
        Eis("C-9.9-02", (), "reden", "Dat doen mensen."),
        Eis("C-9.9-03", (), "open", "Dat komt nog."),
    ]
    uitkomsten = {"tests/a/test_x.py::test_a": "geslaagd"}
    assert rijen(eisen, uitkomsten) == [
        ("C-9.9-01", "tests/a/test_x.py::test_a", "geslaagd", ""),
        (
            "C-9.9-01",
            "tests/a/test_x.py::test_b",
            "mislukt",
            "deze test bestaat niet of kon niet starten",
        ),
        ("C-9.9-02", "", "geenProgramma", "Dat doen mensen."),
        ("C-9.9-03", "", "open", "Dat komt nog."),
    ]
