"""Besluiten zijn doorgenummerd, hebben dezelfde koppen, en waar iets naar verwijst bestaat."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.architectuur.bron import WORTEL, alle_paden, meld

MAP = "docs/besluiten"
KOPPEN = ("Vraag", "Besluit", "Nadelen")
# Wat er verder in mag staan, tussen het besluit en de nadelen of erna.
VERDER = frozenset({"Gemeten", "Afgewogen", "Gevolgen"})
_NAAM = re.compile(r"\d{4}-[a-z0-9-]+\.md")
_STATUS = re.compile(r"Status: besloten, \d{1,2} [a-z]+ 20\d\d")
_BUITEN = re.compile(r"(?:besluiten/|\b[Bb]esluit(?:en)? )(\d{4})(?:-[a-z0-9-]+\.md)?(?![\d-])")
_MET_NAAM = re.compile(r"\b(\d{4}-[a-z][a-z0-9-]+\.md)")
# Binnen de besluiten staat een nummer ook los: "(0003)".
_BINNEN = re.compile(r"(?<![\d.,-])(00\d\d)(?![\d-])")


@cache
def _besluiten() -> dict[str, str]:
    map_ = WORTEL / MAP
    return {pad.name: pad.read_text("utf-8") for pad in alle_paden() if pad.parent == map_}


def gaten(namen: Iterable[str]) -> list[str]:
    """Nummers die ontbreken of dubbel zijn, tot en met het hoogste."""
    nummers = sorted(int(naam[:4]) for naam in namen)
    return [
        f"{hoort:04} is {is_:04}"
        for hoort, is_ in zip(range(1, len(nummers) + 1), nummers, strict=True)
        if hoort != is_
    ]


def fouten_in_vorm(naam: str, tekst: str) -> list[str]:
    """Wat er aan een besluit niet is zoals bij elk ander."""
    fouten = [] if _NAAM.fullmatch(naam) else ["de naam is geen NNNN-onderwerp.md"]
    regels = tekst.splitlines()
    if not regels or not regels[0].startswith(f"# {naam[:4]} "):
        fouten.append(f"begint niet met '# {naam[:4]} ' en een titel")
    if not any(_STATUS.match(regel) for regel in regels[1:4]):
        fouten.append("zegt onder de titel niet 'Status: besloten, <dag> <maand> <jaar>'")
    koppen = [regel.removeprefix("## ") for regel in regels if regel.startswith("## ")]
    if [kop for kop in koppen if kop in KOPPEN] != list(KOPPEN):
        fouten.append(f"heeft niet elk van {KOPPEN}, eenmaal en in die volgorde")
    if vreemd := [kop for kop in koppen if kop not in KOPPEN and kop not in VERDER]:
        fouten.append(f"heeft een andere kop: {vreemd}")
    fouten += [f"'{kop}' is leeg" for kop in koppen if not _onder(tekst, kop)]
    return [f"{naam}: {fout}" for fout in fouten]


def _onder(tekst: str, kop: str) -> str:
    return tekst.split(f"\n## {kop}\n", 1)[-1].split("\n## ", 1)[0].strip()


def verwijst_naar_niets(pad: str, tekst: str, namen: Iterable[str]) -> list[str]:
    """Verwijzingen naar een besluit dat er niet is."""
    bekend = set(namen)
    nummers = {naam[:4] for naam in bekend}
    los = _BINNEN if pad.startswith(f"{MAP}/") else _BUITEN
    genoemd = {gevonden[1] for gevonden in los.finditer(tekst)} - nummers
    genoemd |= {gevonden[1] for gevonden in _MET_NAAM.finditer(tekst)} - bekend
    return [f"{pad} noemt {een}" for een in sorted(genoemd)]


def test_besluiten_zijn_doorgenummerd() -> None:
    fouten = gaten(_besluiten())
    assert not fouten, meld("Geef besluiten het eerstvolgende nummer.", fouten)
    assert gaten(["0001-a.md", "0002-b.md"]) == []
    assert gaten(["0001-a.md", "0003-b.md"]) == ["0002 is 0003"]
    assert gaten(["0001-a.md", "0001-b.md"]) == ["0002 is 0001"]


def test_elk_besluit_heeft_dezelfde_vorm() -> None:
    fouten = [fout for naam, tekst in _besluiten().items() for fout in fouten_in_vorm(naam, tekst)]
    assert not fouten, meld(f"Een besluit heeft {KOPPEN}, en anders alleen {VERDER}.", fouten)


def test_elke_verwijzing_naar_een_besluit_bestaat() -> None:
    fouten = []
    for pad in alle_paden():
        if pad.suffix in (".md", ".py", ".toml", ".typ") and pad != Path(__file__):
            naam = pad.relative_to(WORTEL).as_posix()
            fouten += verwijst_naar_niets(naam, pad.read_text(encoding="utf-8"), _besluiten())
    assert not fouten, meld("Dit besluit is er niet: noem het goede.", fouten)


GOED = (
    "# 0007 Een titel\n\nStatus: besloten, 1 mei 2026\n\n## Vraag\n\na\n\n## Besluit\n\nb\n\n"
    "## Gemeten\n\nd\n\n## Nadelen\n\n- c\n"
)


def test_een_goed_besluit_blijft_met_rust() -> None:
    assert fouten_in_vorm("0007-titel.md", GOED) == []


@pytest.mark.parametrize(
    ("naam", "tekst"),
    [
        ("0007_titel.md", GOED),
        ("0008-titel.md", GOED),
        ("0007-titel.md", GOED.replace("besloten", "ooit")),
        ("0007-titel.md", GOED.replace("## Nadelen", "## Gevolgen")),
        ("0007-titel.md", GOED.replace("- c\n", "")),
        ("0007-titel.md", GOED.replace("## Gemeten", "## Aanleiding")),
        ("0007-titel.md", GOED.replace("## Vraag\n\na\n\n", "") + "\n## Vraag\n\na\n"),
    ],
)
def test_een_afwijkende_vorm_valt_op(naam: str, tekst: str) -> None:
    assert fouten_in_vorm(naam, tekst)


@pytest.mark.parametrize(
    ("pad", "tekst"),
    [
        ("shared/x.py", "# Waarom: docs/besluiten/0002-anders.md"),
        ("docs/beheer.md", "zie besluit 0099"),
        ("docs/beheer.md", "`docs/besluiten/0001-een.md`, `0099-twee.md`"),
        ("docs/besluiten/0001-een.md", "zoals eerder (0099)"),
    ],
)
def test_een_verwijzing_naar_niets_valt_op(pad: str, tekst: str) -> None:
    assert verwijst_naar_niets(pad, tekst, ["0001-een.md"])
    assert verwijst_naar_niets(pad, tekst, ["0099-twee.md", "0002-anders.md", "0001-een.md"]) == []


def test_een_ander_nummer_is_geen_verwijzing() -> None:
    tekst = "het besluit van 2026, revisie gateway_0001, een besluit 12 uur later"
    assert verwijst_naar_niets("docs/x.md", tekst, ["0001-een.md"]) == []
