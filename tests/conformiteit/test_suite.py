"""De suite bewijst alleen iets als zij het product niet van binnen kent."""

from __future__ import annotations

import ast
from pathlib import Path

HIER = Path(__file__).parent
PRODUCT = {"shared", "gateway", "services", "deploy"}
MAATSTAF = "tests.hulp.profiel"
"""Zegt alleen waar het profiel staat."""
STARTERS = {"conftest.py", "omgeving.py"}
"""Wat een omgeving start of beschrijft; zelf toetsen zij niets."""


def _ingevoerd(boom: ast.Module) -> set[str]:
    namen: set[str] = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            namen |= {naam.name for naam in knoop.names}
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            namen.add(knoop.module)
    return namen


def test_de_suite_kent_alleen_http_en_de_opdrachtregel() -> None:
    bestanden = [pad for pad in HIER.glob("*.py") if pad.name not in STARTERS]
    bestanden.append(HIER.parent.joinpath(*MAATSTAF.split(".")[1:]).with_suffix(".py"))
    assert len(bestanden) > 5
    for pad in bestanden:
        namen = _ingevoerd(ast.parse(pad.read_text(encoding="utf-8")))
        eigen = {naam for naam in namen if naam.split(".")[0] in PRODUCT}
        eigen |= {
            naam
            for naam in namen - {MAATSTAF}
            if naam.startswith("tests.") and "conformiteit" not in naam
        }
        assert not eigen, f"{pad.name} kent het product: {sorted(eigen)}"
