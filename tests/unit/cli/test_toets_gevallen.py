"""`driehoek toets` over alle gevallen van het profiel: wat erop staat, komt eruit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shared.cli.hoofd import main
from tests.hulp.profiel import gevallen, profiel

Uitvoer = pytest.CaptureFixture[str]
GEVALLEN = gevallen("gevallen")
ONGELDIG = gevallen("ongeldig")


def _naam(pad: Path) -> str:
    return pad.stem


@pytest.mark.parametrize("pad", GEVALLEN, ids=_naam)
def test_een_geval_komt_uit_zoals_het_profiel_zegt(pad: Path, capsys: Uitvoer) -> None:
    verwacht: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))["verwacht"]
    code = main(["toets", str(pad)])
    uitvoer = capsys.readouterr()
    besluit = json.loads(uitvoer.out)
    assert besluit["besluit"] == verwacht["besluit"]
    assert code == (0 if verwacht["besluit"] == "toegestaan" else 1)
    assert uitvoer.err == ""
    poorten = {reden["poort"] for reden in besluit["redenen"]}
    assert set(verwacht["poorten"]) <= poorten
    assert poorten <= {*verwacht["poorten"], *verwacht.get("mag", ())}


@pytest.mark.parametrize("pad", ONGELDIG, ids=_naam)
def test_een_ongeldig_geval_is_een_fout_in_de_invoer(pad: Path, capsys: Uitvoer) -> None:
    assert main(["toets", str(pad)]) == 2
    uitvoer = capsys.readouterr()
    assert uitvoer.out == ""
    regels = uitvoer.err.splitlines()
    assert regels
    assert all(regel.startswith(f"{pad}: /toetsverzoek/") for regel in regels)


def test_alle_gevallen_samen_geven_een_regel_per_geval(capsys: Uitvoer) -> None:
    assert main(["toets", *map(str, (*GEVALLEN, *ONGELDIG))]) == 2
    uitvoer = capsys.readouterr()
    assert len(uitvoer.out.splitlines()) == len(GEVALLEN)
    assert {regel.split(": /")[0] for regel in uitvoer.err.splitlines()} == set(map(str, ONGELDIG))


def test_een_verkeerd_woord_wordt_met_bestand_plaats_en_fout_genoemd(
    tmp_path: Path, capsys: Uitvoer
) -> None:
    document = json.loads(
        (profiel() / "gevallen" / "mag-informatieverzoek.json").read_text("utf-8")
    )
    document["toetsverzoek"]["kop"]["doel"] = "om Jan te helpen"
    pad = tmp_path / "eigen.json"
    pad.write_text(json.dumps(document), encoding="utf-8")
    assert main(["toets", str(pad)]) == 2
    fout = capsys.readouterr().err
    assert fout.startswith(f"{pad}: /toetsverzoek/kop/doel: ")
    assert "Jan" not in fout


def test_een_bestand_dat_er_niet_is_houdt_de_andere_niet_tegen(
    tmp_path: Path, capsys: Uitvoer
) -> None:
    assert main(["toets", str(tmp_path / "nee.json"), str(GEVALLEN[0])]) == 2
    uitvoer = capsys.readouterr()
    assert "bestaat niet" in uitvoer.err
    assert len(uitvoer.out.splitlines()) == 1
