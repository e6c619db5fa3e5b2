"""Wat een vaste plaats heeft: wie bij naam laadt staat op een lijst, en de wortel blijft leeg."""

from __future__ import annotations

import ast

import pytest

from tests.architectuur.bron import (
    PRODUCT,
    WORTEL,
    Bestand,
    alle_paden,
    imports,
    meld,
    pythonbestanden,
)

# Wie een module bij naam laadt, ontsnapt aan de importregels en aan de typen.
BIJ_NAAM = {
    "deploy/openapi.py": "beschrijft elke app, en kent er geen",
    "deploy/inlog.py": "een pakket van een ander, dat bij het laden waarschuwt",
}
WORTELBESTANDEN = frozenset(
    {".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md"}
    | {"SECURITY.md", "publiccode.yml", "pyproject.toml"}
)


def bij_naam_geladen(bestand: Bestand) -> list[str]:
    """`import_module` en `__import__`."""
    langs_importlib = [
        gebruik.regel for gebruik in imports(bestand) if "import_module" in gebruik.namen
    ]
    langs_naam = [
        knoop.lineno
        for knoop in ast.walk(bestand.boom)
        if (isinstance(knoop, ast.Name) and knoop.id == "__import__")
        or (isinstance(knoop, ast.Attribute) and knoop.attr == "import_module")
    ]
    return [f"{bestand.pad}:{regel}" for regel in (*langs_importlib, *langs_naam)]


def test_wie_bij_naam_laadt_staat_op_de_lijst() -> None:
    gevonden = {een.pad: bij_naam_geladen(een) for een in pythonbestanden(*PRODUCT)}
    fouten = [fout for pad, een in gevonden.items() if pad not in BIJ_NAAM for fout in een]
    assert not fouten, meld("Importeer haar, of zet dit bestand met zijn reden erbij.", fouten)
    over = [pad for pad in BIJ_NAAM if not gevonden.get(pad)]
    assert not over, meld("Deze laden niets meer bij naam: haal ze van de lijst.", over)


@pytest.mark.parametrize(
    "tekst",
    [
        "from importlib import import_module",
        "import importlib\nimportlib.import_module('gateway')",
        "gateway = __import__('gateway')",
    ],
)
def test_bij_naam_laden_valt_op(tekst: str) -> None:
    assert bij_naam_geladen(Bestand("deploy/x.py", tekst))


def test_een_bestand_van_een_pakket_lezen_mag() -> None:
    assert bij_naam_geladen(Bestand("deploy/x.py", "from importlib.resources import files")) == []


def test_in_de_wortel_staat_wat_daar_hoort() -> None:
    gevonden = {pad.name for pad in alle_paden() if pad.parent == WORTEL}
    assert gevonden == WORTELBESTANDEN, "Een bestand van het project staat in een map."
