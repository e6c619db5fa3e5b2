"""`driehoek bewijs herhaal`: dezelfde besluiten, of precies die welke een andere regel raakt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.cli.hoofd import main
from shared.convenant.regels.laden import standaard_convenant
from tests.unit.bewijsbundel.proefbundel import (
    Proefbundel,
    Wijziging,
    besluitblad,
    herschrijf,
    wijzig_json,
    wijzig_regels,
)

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
    bladen = [besluitblad(geval, nummer=n) for n, geval in enumerate(GEVALLEN, 1)]
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
    assert main([*opdracht, "--tot", "2020-01-01"]) == 2
    uitvoer = capsys.readouterr().out
    assert "NIETS TE ZEGGEN: 0 besluiten" in uitvoer
    assert "HETZELFDE" not in uitvoer
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
    "schade",
    [
        {"convenant.json": lambda _: None},
        {"bladen.jsonl": lambda _: b"x\n"},
        {"bladen.jsonl": wijzig_regels(lambda regels: regels.pop(2))},
        {"sleutels.json": wijzig_json(lambda sleutels: sleutels.pop("getuigen"))},
    ],
    ids=["zonder convenant", "onleesbaar", "geknipt", "zonder getuigen"],
)
def test_over_een_bundel_die_niet_in_orde_is_zegt_herhalen_niets(
    bundel: Path, schade: dict[str, Wijziging], capsys: Uitvoer
) -> None:
    herschrijf(bundel, schade)
    assert main(["bewijs", "herhaal", str(bundel)]) == 1
    uitvoer = capsys.readouterr().out
    assert "FOUT  [" in uitvoer
    assert "NIET IN ORDE: 0 besluiten" in uitvoer
    assert "HETZELFDE" not in uitvoer
    assert main(["bewijs", "herhaal", str(bundel), "--json"]) == 1
    json_uitvoer = capsys.readouterr()
    assert json_uitvoer.out == ""
    assert "FOUT  [" in json_uitvoer.err


def test_wat_geen_bundel_is_geeft_twee(bundel: Path, capsys: Uitvoer) -> None:
    bundel.write_bytes(b"geen zip")
    assert main(["bewijs", "herhaal", str(bundel)]) == 2
    assert capsys.readouterr().out


@pytest.mark.parametrize("datum", ["gisteren", "2026-13-01"])
def test_een_datum_die_niet_bestaat(bundel: Path, datum: str) -> None:
    assert main(["bewijs", "herhaal", str(bundel), "--van", datum]) == 2


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        ([], "Noem een bewijsbundel, of een gateway"),
        (["--gateway", "https://localhost:1"], "--token-bestand of --client-certificaat"),
        (["--gateway", "https://localhost:1", "--token-bestand", "/nee"], "bestaat niet"),
        (["--gateway", "https://localhost:1", "--token-bestand", "{leeg}"], "geen token in"),
        (
            ["--gateway", "https://localhost:1", "--token-bestand", "{token}", "--ca", "{leeg}"],
            "niet te gebruiken",
        ),
        (["--gateway", "https://localhost:1", "--token-bestand", "{token}"], "niet te bereiken"),
        (
            [
                "--gateway",
                "https://localhost:1",
                "--token-bestand",
                "{token}",
                "--van",
                "2026-02-01",
                "--tot",
                "2026-01-01",
            ],
            "ligt na de laatste",
        ),
    ],
)
def test_een_gateway_die_niet_te_gebruiken_is_geeft_twee(
    argumenten: list[str], melding: str, tmp_path: Path, capsys: Uitvoer
) -> None:
    paden = {"leeg": tmp_path / "leeg", "token": tmp_path / "token"}
    paden["leeg"].touch()
    paden["token"].write_text("geheim-token\n", encoding="utf-8")
    ingevuld = [deel.format(**paden) for deel in argumenten]
    assert main(["bewijs", "herhaal", *ingevuld]) == 2
    uitvoer = capsys.readouterr()
    assert melding in uitvoer.out
    assert "geheim" not in uitvoer.out + uitvoer.err


def test_een_token_gaat_nooit_over_een_open_verbinding(capsys: Uitvoer) -> None:
    assert main(["bewijs", "herhaal", "--gateway", "http://localhost:1"]) == 2
    assert "begint niet met https://" in capsys.readouterr().err
