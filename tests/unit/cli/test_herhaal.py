"""`driehoek bewijs herhaal`: dezelfde besluiten, of precies die welke een andere regel raakt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.cli.hoofd import main
from shared.convenant.regels import standaard_convenant
from tests.unit.logboek.proefbundel import Proefbundel, besluitblad, herschrijf

Uitvoer = pytest.CaptureFixture[str]

GEVALLEN = (
    "mag-politie-gemeente-stap2", "kind-van-elf", "mag-om-gemeente-justitieel",
    "politie-om-onder-b", "mag-gemeente-om-context", "mag-informatieverzoek", "om-over-ouder",
)  # fmt: skip
REGEL = """[[gegevenssoorten.JUSTITIEEL.regels]]
van = ["om"]
categorieen = [1]
stappen = [3, 5, 6]"""


@pytest.fixture
def bundel(tmp_path: Path) -> Path:
    bladen = [
        besluitblad(geval, nummer=n, tekenaar="politie") for n, geval in enumerate(GEVALLEN, 1)
    ]
    return Proefbundel(bladen=bladen).schrijf(tmp_path / "bewijs.zip")


@pytest.fixture
def ander_convenant(tmp_path: Path) -> Path:
    """Justitiële gegevens mogen pas vanaf stap 5: één regel anders."""
    bron = standaard_convenant().bron.decode()
    assert REGEL in bron
    pad = tmp_path / "anders.toml"
    pad.write_text(bron.replace(REGEL, REGEL.replace("[3, 5, 6]", "[5, 6]")), encoding="utf-8")
    return pad


def test_met_het_convenant_van_toen_is_alles_hetzelfde(bundel: Path, capsys: Uitvoer) -> None:
    assert main(["bewijs", "herhaal", str(bundel)]) == 0
    uitvoer = capsys.readouterr()
    assert f"HETZELFDE: {len(GEVALLEN)} besluiten opnieuw genomen" in uitvoer.out
    assert uitvoer.err == ""


def test_met_een_andere_regel_verschilt_precies_wat_die_raakt(
    bundel: Path, ander_convenant: Path, capsys: Uitvoer
) -> None:
    opdracht = ["bewijs", "herhaal", str(bundel), "--convenant", str(ander_convenant)]
    assert main([*opdracht, "--json"]) == 1
    regels = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    assert [regel["bladnummer"] for regel in regels] == [
        GEVALLEN.index("mag-om-gemeente-justitieel")
    ]
    assert {reden["poort"] for reden in regels[0]["besluit"]["redenen"]} == {7}

    assert main(opdracht) == 1
    tekst = capsys.readouterr().out
    assert "VERSCHIL: 7 besluiten opnieuw genomen; 1 vallen anders uit." in tekst
    assert "poort 7:" in tekst


def test_buiten_de_periode_telt_niet_mee(
    bundel: Path, ander_convenant: Path, capsys: Uitvoer
) -> None:
    opdracht = ["bewijs", "herhaal", str(bundel), "--convenant", str(ander_convenant)]
    assert main([*opdracht, "--tot", "2020-01-01"]) == 0
    assert "HETZELFDE: 0 besluiten" in capsys.readouterr().out
    assert main([*opdracht, "--van", "2020-01-01"]) == 1


def test_een_besluit_dat_niet_uit_zijn_blad_volgt_wordt_genoemd(
    tmp_path: Path, capsys: Uitvoer
) -> None:
    anders = {"besluit": "toegestaan", "redenen": [], "grondslagen": [], "plichten": []}
    bladen = [besluitblad(nummer=1), besluitblad("kind-van-elf", nummer=2, besluit=anders)]
    bundel = Proefbundel(bladen=bladen).schrijf(tmp_path / "bewijs.zip")
    assert main(["bewijs", "herhaal", str(bundel)]) == 1
    assert "Blad 1," in capsys.readouterr().out


@pytest.mark.parametrize(
    "schade", [{"convenant.json": lambda _: None}, {"bladen.jsonl": lambda _: b"x\n"}]
)
def test_een_bundel_die_niet_te_gebruiken_is_geeft_twee(
    bundel: Path, schade: dict[str, object], capsys: Uitvoer
) -> None:
    herschrijf(bundel, schade)  # type: ignore[arg-type]
    assert main(["bewijs", "herhaal", str(bundel)]) == 2
    assert capsys.readouterr().out


@pytest.mark.parametrize("datum", ["gisteren", "2026-13-01"])
def test_een_datum_die_niet_bestaat(bundel: Path, datum: str) -> None:
    assert main(["bewijs", "herhaal", str(bundel), "--van", datum]) == 2
