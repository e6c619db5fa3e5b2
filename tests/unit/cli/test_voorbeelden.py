"""De voorbeelden die de README noemt: wat er staat, komt eruit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.cli.hoofd import main

WORTEL = Path(__file__).parents[3]
VOORBEELDEN = WORTEL / "docs" / "voorbeelden"


@pytest.mark.parametrize(
    ("naam", "code", "poorten"), [("mag.json", 0, set()), ("mag-niet.json", 1, {6, 8})]
)
def test_een_voorbeeld_zegt_wat_zijn_naam_zegt(
    naam: str, code: int, poorten: set[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["toets", str(VOORBEELDEN / naam)]) == code
    besluit = json.loads(capsys.readouterr().out)
    assert {reden["poort"] for reden in besluit["redenen"]} == poorten


def test_elk_voorbeeld_staat_in_de_readme_en_andersom() -> None:
    readme = (WORTEL / "README.md").read_text(encoding="utf-8")
    genoemd = {deel for deel in readme.split() if deel.startswith("docs/voorbeelden/")}
    assert genoemd == {f"docs/voorbeelden/{pad.name}" for pad in VOORBEELDEN.iterdir()}
