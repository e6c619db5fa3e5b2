"""Wat een vaste plaats heeft: de klok, wie bij naam laadt, en wat er in de wortel staat."""

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
# Wie zelf op de klok kijkt, krijgt haar niet voorgehouden; alles anders vraagt het shared/tijd.
KLOKKEN = {
    "shared/tijd/klok.py": "is de klok",
    "shared/web/beschrijving/operaties.py": "de tijden van een spoor zijn die van deze machine",
}
_KLOKWOORDEN = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today")} | {
    ("date", "today"), ("time", "time"), ("time", "time_ns"), ("uuid", "uuid1"), ("uuid", "uuid7")
}  # fmt: skip
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


def eigen_klok(bestand: Bestand) -> list[str]:
    """`datetime.now` en wat hetzelfde doet."""
    return [
        f"{bestand.pad}:{knoop.lineno} vraagt {knoop.value.id}.{knoop.attr}"
        for knoop in ast.walk(bestand.boom)
        if isinstance(knoop, ast.Attribute)
        and isinstance(knoop.value, ast.Name)
        and (knoop.value.id, knoop.attr) in _KLOKWOORDEN
    ]


def test_er_is_een_klok() -> None:
    bestanden = pythonbestanden("shared", "gateway", "services")
    gevonden = {een.pad: eigen_klok(een) for een in bestanden}
    fouten = [fout for pad, een in gevonden.items() if pad not in KLOKKEN for fout in een]
    assert not fouten, meld("Laat u een `Klok` geven, of vraag `shared.tijd.klok.nu_utc`.", fouten)
    over = [pad for pad in KLOKKEN if not gevonden.get(pad)]
    assert not over, meld("Deze kijken niet meer op de klok: haal ze van de lijst.", over)


@pytest.mark.parametrize(
    "tekst",
    [
        "from datetime import UTC, datetime\nnu = datetime.now(UTC)",
        "import time\nms = time.time_ns() // 1_000_000",
        "maak = field(default_factory=date.today)",
    ],
)
def test_een_eigen_klok_valt_op(tekst: str) -> None:
    assert eigen_klok(Bestand("shared/partij/x.py", tekst))


def test_hoe_lang_iets_duurt_mag_iedereen_meten() -> None:
    assert eigen_klok(Bestand("gateway/x.py", "import time\nt = time.monotonic()")) == []


def vreemd_in_de_wortel(namen: set[str]) -> list[str]:
    """Wat er in de wortel staat en daar niet hoort, of andersom."""
    return sorted(namen ^ WORTELBESTANDEN)


def test_in_de_wortel_staat_wat_daar_hoort() -> None:
    gevonden = {pad.name for pad in alle_paden() if pad.parent == WORTEL}
    vreemd = vreemd_in_de_wortel(gevonden)
    assert not vreemd, meld("Een bestand van het project staat in een map.", vreemd)


def test_een_los_bestand_in_de_wortel_valt_op() -> None:
    assert vreemd_in_de_wortel(set(WORTELBESTANDEN)) == []
    assert vreemd_in_de_wortel({*WORTELBESTANDEN, "LEES-EERST.md"}) == ["LEES-EERST.md"]
    assert vreemd_in_de_wortel(WORTELBESTANDEN - {"LICENSE"}) == ["LICENSE"]
