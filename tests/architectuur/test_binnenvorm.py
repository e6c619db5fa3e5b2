"""Elk onderwerp heeft dezelfde bestanden, en elk bestand houdt zich bij zijn naam.

Een router kent vormen en zegt wie het doet; een vraag aan de databank staat in `opslag.py`, en wat
een onderwerp doet weet niet dat er een web is. Zie docs/architectuur.md, 'Rooms and who may import
whom'.
"""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

import pytest

from tests.architectuur.bron import (
    PRODUCT,
    WORTEL,
    Bestand,
    alle_paden,
    importeert,
    imports,
    meld,
    pythonbestanden,
)

VRAGEN = frozenset({"select", "insert", "update", "delete"})
# Wat geen web kent, naar zijn naam; en wat dan van het web is.
ZONDER_WEB = frozenset({"begrippen", "tabellen", "opslag", "dienst"})
WEB = ("fastapi", "starlette", "shared.web.problemen", "shared.partij.web.versies")
# Wie een module bij naam laadt, ontsnapt aan de importregels en aan de typen.
BIJ_NAAM = {
    "deploy/openapi.py": "beschrijft elke app, en kent er geen",
    "deploy/bench/grootlog.py": "meet het zoekregister van de gateway van buiten",
    "deploy/inlog.py": "een pakket van een ander, dat bij het laden waarschuwt",
}
UITZONDERINGEN = {
    "shared/partij/dienst.py": "wat een router van de dienst krijgt, en hoe",
}
WORTELBESTANDEN = frozenset(
    {".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md"}
    | {"SECURITY.md", "publiccode.yml", "pyproject.toml"}
)


def _naam(bestand: Bestand) -> str:
    return PurePosixPath(bestand.pad).stem


def vraag_in_router(bestand: Bestand) -> list[str]:
    """Een router vraagt niets aan de databank."""
    if not _naam(bestand).endswith("router") or bestand.pad in UITZONDERINGEN:
        return []
    return [
        f"{bestand.pad}:{knoop.lineno} bouwt zelf een vraag: {knoop.func.id}(…)"
        for knoop in ast.walk(bestand.boom)
        if isinstance(knoop, ast.Call)
        and isinstance(knoop.func, ast.Name)
        and knoop.func.id in VRAGEN
    ]


def web_in_onderwerp(bestand: Bestand) -> list[str]:
    """Wat een onderwerp weet en doet, kent het web niet."""
    if _naam(bestand) not in ZONDER_WEB or bestand.pad in UITZONDERINGEN:
        return []
    return [
        f"{bestand.pad}:{gebruik.regel} importeert {gebruik.module}"
        for gebruik in imports(bestand)
        if any(importeert(gebruik, web) for web in WEB)
    ]


def oude_naam(bestand: Bestand) -> list[str]:
    """Een tabel heet tabel en een vorm heet vorm; model zegt niet welk van de twee."""
    return [bestand.pad] if _naam(bestand).endswith(("modellen", "models")) else []


def bij_naam_geladen(bestand: Bestand) -> list[str]:
    """`import_module` en `__import__`."""
    if bestand.pad in BIJ_NAAM:
        return []
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


REGELS = [
    (vraag_in_router, "Zet de vraag in opslag.py van het onderwerp."),
    (web_in_onderwerp, "Gooi een fout van het domein; de tabel van problemen maakt er HTTP van."),
    (oude_naam, "Noem het tabellen.py (SQLAlchemy) of vormen.py (op de lijn)."),
    (bij_naam_geladen, "Importeer haar, of zet dit bestand met zijn reden in BIJ_NAAM."),
]  # fmt: skip


@pytest.mark.parametrize(("regel", "raad"), REGELS)
def test_elk_bestand_houdt_zich_bij_zijn_naam(regel: object, raad: str) -> None:
    assert callable(regel)
    fouten = [fout for bestand in pythonbestanden(*PRODUCT) for fout in regel(bestand)]
    assert not fouten, meld(raad, fouten)


def test_elke_uitzondering_is_nog_nodig() -> None:
    vrij = {**UITZONDERINGEN, **BIJ_NAAM}
    over = [
        pad
        for pad in vrij
        for bestand in [b for b in pythonbestanden(*PRODUCT) if b.pad == pad] or [None]
        if bestand is None or not _zou_opvallen(bestand)
    ]
    assert not over, meld("Deze uitzonderingen zijn niet meer nodig: haal ze weg.", over)


def _zou_opvallen(bestand: Bestand) -> bool:
    # Onder een ander pad met dezelfde naam: dan geldt de uitzondering niet.
    elders = Bestand(f"shared/elders/{PurePosixPath(bestand.pad).name}", bestand.tekst)
    return any(regel(elders) for regel, _ in REGELS)


def test_in_de_wortel_staat_wat_daar_hoort() -> None:
    gevonden = {pad.name for pad in alle_paden() if pad.parent == WORTEL}
    assert gevonden == WORTELBESTANDEN, "Een bestand van het project staat in een map."


@pytest.mark.parametrize(
    ("regel", "pad", "tekst"),
    [
        (vraag_in_router, "gateway/x/router.py", "def f():\n    return select(Rij)"),
        (vraag_in_router, "services/x/y/meldingenrouter.py", "delete(Rij).where(Rij.id == 1)"),
        (web_in_onderwerp, "gateway/x/dienst.py", "from fastapi import Depends"),
        (web_in_onderwerp, "gateway/x/opslag.py", "import starlette.requests"),
        (web_in_onderwerp, "shared/x/begrippen.py", "from shared.web.problemen import Probleem"),
        (oude_naam, "gateway/x/modellen.py", ""),
        (oude_naam, "gateway/x/autorisaties_modellen.py", ""),
        (bij_naam_geladen, "deploy/x.py", "from importlib import import_module"),
        (bij_naam_geladen, "deploy/x.py", "import importlib\nimportlib.import_module('x')"),
        (bij_naam_geladen, "deploy/x.py", "gateway = __import__('gateway')"),
    ],
)  # fmt: skip
def test_de_regel_ziet_een_overtreding(regel: object, pad: str, tekst: str) -> None:
    assert callable(regel)
    assert regel(Bestand(pad, tekst))


@pytest.mark.parametrize(
    ("regel", "pad", "tekst"),
    [
        (vraag_in_router, "gateway/x/router.py", "from gateway.x.opslag import van_groep"),
        (vraag_in_router, "gateway/x/opslag.py", "select(Rij)"),
        (vraag_in_router, "gateway/x/router.py", "scherm.update(alles)"),
        (web_in_onderwerp, "gateway/x/router.py", "from fastapi import Depends"),
        (web_in_onderwerp, "gateway/x/dienst.py", "from shared.web.meldingen import Invoerfout"),
        (oude_naam, "gateway/x/model.py", ""),
        (bij_naam_geladen, "deploy/x.py", "from importlib.resources import files"),
    ],
)
def test_de_regel_laat_het_goede_met_rust(regel: object, pad: str, tekst: str) -> None:
    assert callable(regel)
    assert regel(Bestand(pad, tekst)) == []
