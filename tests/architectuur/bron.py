"""Leest de broncode van het project als tekst en als boom, zonder haar uit te voeren."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
PRODUCT = ("shared", "gateway", "services", "frontends", "deploy")
_OVERGESLAGEN = {".venv", "build", "__pycache__", "node_modules"}


@dataclass(frozen=True)
class Bestand:
    """Een Pythonbestand met zijn plaats in het project."""

    pad: str
    """Ten opzichte van de wortel, met schuine strepen: `shared/opslag/engine.py`."""
    tekst: str

    @property
    def boom(self) -> ast.Module:
        return _ontleed(self.tekst)

    @property
    def module(self) -> str:
        delen = self.pad.removesuffix(".py").split("/")
        return ".".join(delen[:-1] if delen[-1] == "__init__" else delen)


@dataclass(frozen=True)
class Import:
    """Een module die een bestand nodig heeft, en op welke regel dat staat."""

    module: str
    namen: tuple[str, ...]
    regel: int


@cache
def _ontleed(tekst: str) -> ast.Module:
    return ast.parse(tekst)


def vergeet() -> None:
    """Laat alles gaan wat van de broncode gelezen is: honderden megabytes aan bomen."""
    for gelezen in (_ontleed, alle_paden, pythonbestanden):
        gelezen.cache_clear()


@cache
def alle_paden() -> tuple[Path, ...]:
    """Elk bestand dat bij het project hoort: wat git volgt, of anders wat er staat."""
    if (WORTEL / ".git").exists():
        uitvoer = subprocess.run(
            ["git", "ls-files", "-z"], cwd=WORTEL, check=True, capture_output=True
        ).stdout
        paden = [WORTEL / naam for naam in uitvoer.decode().split("\0") if naam]
    else:
        paden = [pad for pad in WORTEL.rglob("*") if not _OVERGESLAGEN & set(pad.parts)]
    return tuple(sorted(pad for pad in paden if pad.is_file()))


@cache
def pythonbestanden(*mappen: str) -> tuple[Bestand, ...]:
    """De Pythonbestanden onder deze mappen van de wortel."""
    gevonden = []
    for pad in alle_paden():
        naam = pad.relative_to(WORTEL).as_posix()
        if naam.endswith(".py") and naam.startswith(tuple(f"{map_}/" for map_ in mappen)):
            gevonden.append(Bestand(naam, pad.read_text(encoding="utf-8")))
    return tuple(gevonden)


def imports(bestand: Bestand) -> Iterator[Import]:
    """Elke import, ook binnen een functie of alleen voor de typen, met volledige modulenaam."""
    for knoop in ast.walk(bestand.boom):
        if isinstance(knoop, ast.Import):
            for naam in knoop.names:
                yield Import(naam.name, (), knoop.lineno)
        elif isinstance(knoop, ast.ImportFrom):
            module = _volledig(bestand, knoop)
            yield Import(module, tuple(naam.name for naam in knoop.names), knoop.lineno)


def _volledig(bestand: Bestand, knoop: ast.ImportFrom) -> str:
    if not knoop.level:
        return knoop.module or ""
    pakket = bestand.pad.removesuffix(".py").split("/")[: -knoop.level]
    return ".".join([*pakket, *([knoop.module] if knoop.module else [])])


def importeert(gebruik: Import, module: str) -> bool:
    """Of dit een import is van `module` of van iets daaronder, ook als `from x import y`."""
    doelen = (gebruik.module, *(f"{gebruik.module}.{naam}" for naam in gebruik.namen))
    return any(doel == module or doel.startswith(module + ".") for doel in doelen)


def docstrings(boom: ast.Module) -> set[int]:
    """De knopen (naar identiteit) die uitleg zijn en geen waarde: losse teksten."""
    return {
        id(knoop.value)
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Expr)
        and isinstance(knoop.value, ast.Constant)
        and isinstance(knoop.value.value, str)
    }


def meld(regel: str, overtredingen: list[str]) -> str:
    """Een melding die zegt wat de regel is en waar ze wordt overtreden."""
    return "\n".join([regel, *(f"  {overtreding}" for overtreding in overtredingen)])
