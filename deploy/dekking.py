"""``make dekking``: every obligation of the covenant, with the tests that prove it.

Reads ``tests/dekking.toml`` (C-ID -> tests, or the reason why there is none), runs exactly those
tests, and writes ``build/dekking.csv`` with ``cid;test;uitkomst;reden``. An outcome is
``geslaagd``, ``mislukt``, ``overgeslagen``, ``geenProgramma`` (no program can show it) or ``open``
(not built yet). Exit 1 when a named test did not pass or does not exist.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

BRON = Path("tests/dekking.toml")
UITVOER = Path("build/dekking.csv")
_RAPPORT = Path("build/dekking.xml")
_REDENEN = {"reden": "geenProgramma", "open": "open"}
_OVER = ("bestand", "regels")
_TESTNAAM = re.compile(r"tests/[a-z0-9_/]+/test_[a-z0-9_]+\.py::test_[a-z0-9_]+")
_VOLGORDE = ("mislukt", "overgeslagen", "geslaagd")


@dataclass(frozen=True)
class Eis:
    """One C-ID: the tests that prove it, or why there are none (``soort`` says which kind).

    ``over`` says what proven obligations are about: ``bestand`` (what a party has, gives or gets,
    unless the file says otherwise) or ``regels`` (what the covenant or a register says).
    """

    cid: str
    tests: tuple[str, ...]
    soort: str | None
    reden: str
    over: str = _OVER[0]


def lees_eisen(pad: Path = BRON) -> list[Eis]:
    """Every C-ID of the file; each has tests (and ``over``), or one of ``reden`` and ``open``.

    Raises ``ValueError`` naming the C-ID where an entry says nothing, too much or something else.
    """
    try:
        document = tomllib.loads(pad.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fout:
        raise ValueError(f"{pad} is geen TOML: {fout}") from fout
    return [_eis(cid, rij) for cid, rij in document.items()]


def _eis(cid: str, rij: object) -> Eis:
    namen = set(rij) - {"over"} if isinstance(rij, dict) else set()
    if not isinstance(rij, dict) or len(namen) != 1 or not namen <= {"tests", *_REDENEN}:
        raise ValueError(f"{cid}: noem tests, of een reden, of wat er nog open staat")
    (soort,) = namen
    waarde, over = rij[soort], rij.get("over", _OVER[0])
    if over not in _OVER or ("over" in rij and soort != "tests"):
        raise ValueError(f"{cid}: over is een van {', '.join(_OVER)}, en hoort bij tests")
    if soort == "tests":
        return Eis(cid, _testnamen(cid, waarde), None, "", over)
    if not isinstance(waarde, str) or not waarde.strip().endswith("."):
        raise ValueError(f"{cid}: {soort} is een zin")
    return Eis(cid, (), soort, waarde)


def _testnamen(cid: str, waarde: object) -> tuple[str, ...]:
    if not isinstance(waarde, list) or not waarde:
        raise ValueError(f"{cid}: tests is een lijst met ten minste één test")
    for naam in waarde:
        if not isinstance(naam, str) or not _TESTNAAM.fullmatch(naam):
            raise ValueError(f"{cid}: {naam!r} is geen test (tests/…/test_x.py::test_naam)")
    if len(set(waarde)) != len(waarde):
        raise ValueError(f"{cid}: noemt een test twee keer")
    return tuple(waarde)


def voer_uit(tests: Sequence[str]) -> dict[str, str]:
    """Run these tests (node ids without parameters); outcome per node id."""
    _RAPPORT.parent.mkdir(exist_ok=True)
    _RAPPORT.unlink(missing_ok=True)
    opties = ["-q", "-n", "auto", "--dist", "loadgroup", "-o", "junit_family=xunit1"]
    subprocess.run(
        [sys.executable, "-m", "pytest", *opties, f"--junitxml={_RAPPORT}", *tests], check=False
    )
    if not _RAPPORT.exists():
        return {}
    # Het rapport komt van onze eigen testloop, niet van buiten.
    wortel = ElementTree.parse(_RAPPORT).getroot()  # noqa: S314
    uitkomsten: dict[str, str] = {}
    for geval in wortel.iter("testcase"):
        naam = f"{geval.get('file')}::{str(geval.get('name')).partition('[')[0]}"
        uitkomsten[naam] = _slechtste(uitkomsten.get(naam), _uitkomst(geval))
    return uitkomsten


def _uitkomst(geval: ElementTree.Element) -> str:
    if geval.find("failure") is not None or geval.find("error") is not None:
        return "mislukt"
    return "overgeslagen" if geval.find("skipped") is not None else "geslaagd"


def _slechtste(een: str | None, ander: str) -> str:
    return ander if een is None else min(een, ander, key=_VOLGORDE.index)


def rijen(eisen: Sequence[Eis], uitkomsten: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """The rows of the report, in the order of the file."""
    uit: list[tuple[str, str, str, str]] = []
    for eis in eisen:
        if eis.soort is not None:
            uit.append((eis.cid, "", _REDENEN[eis.soort], eis.reden))
        for test in eis.tests:
            uitkomst = uitkomsten.get(test, "mislukt")
            reden = "" if test in uitkomsten else "deze test bestaat niet of kon niet starten"
            uit.append((eis.cid, test, uitkomst, reden))
    return uit


def main() -> int:
    """Run, write and summarise."""
    eisen = lees_eisen()
    tests = sorted({test for eis in eisen for test in eis.tests})
    verslag = rijen(eisen, voer_uit(tests))
    with UITVOER.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.writer(bestand, delimiter=";", lineterminator="\n")
        schrijver.writerow(("cid", "test", "uitkomst", "reden"))
        schrijver.writerows(verslag)
    telling = Counter(_stand(eis, verslag) for eis in eisen)
    print(f"{UITVOER}: {len(eisen)} eisen")
    for stand, aantal in telling.most_common():
        print(f"  {aantal:4d} {stand}")
    return 1 if telling["mislukt"] else 0


def _stand(eis: Eis, verslag: Sequence[tuple[str, str, str, str]]) -> str:
    """What holds for the whole obligation: proven only when every one of its tests passed."""
    eigen = [uitkomst for cid, _, uitkomst, _ in verslag if cid == eis.cid]
    return eigen[0] if eis.soort is not None else min(eigen, key=_VOLGORDE.index)


if __name__ == "__main__":
    sys.exit(main())
