"""Welke woorden van het convenant zijn, gelezen uit de convenantbestanden zelf.

Een nieuwe partij, soort of stap valt dus vanzelf onder de regels van deze map.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.architectuur.bron import WORTEL, Bestand

#: Tabellen waarvan elke sleutel een code is. Rechten en soorten groepsbesluit niet: die kent de
#: code met opzet bij naam, want bij elk hoort een eigen handeling.
TABELLEN = (
    "partijen", "soorten", "stukken", "kanalen", "overlegsoorten", "overleglocaties",
    "gegevenssoorten", "grondslagen", "taakgrondslagen", "doelen", "functies", "eindcriteria",
    "toezicht", "beslissingen", "uitzonderingsgronden", "indelingen", "randvoorwaarden",
)  # fmt: skip
#: Bekend en geweigerd is ook een code.
GEWEIGERD = ("gegevenssoorten", "grondslagen", "kanalen", "taakgrondslagen", "beslissingen")


def _bestanden() -> Iterator[dict[str, Any]]:
    for pad in sorted((WORTEL / "shared" / "convenant").glob("*.toml")):
        yield tomllib.loads(pad.read_text(encoding="utf-8"))


@cache
def codes() -> dict[str, str]:
    """Elke code, met de tabel waar zij in staat."""
    gevonden: dict[str, str] = {}
    for inhoud in _bestanden():
        for tabel in GEWEIGERD:
            gevonden |= dict.fromkeys(inhoud["geweigerd"][tabel], f"geweigerd.{tabel}")
        gevonden |= dict.fromkeys(inhoud["start"]["bronnen"], "start.bronnen")
        for tabel in TABELLEN:
            gevonden |= dict.fromkeys(inhoud[tabel], tabel)
        for partij in inhoud["partijen"].values():
            gevonden |= dict.fromkeys(partij["functies"], "functies")
    return gevonden


@cache
def redencodes() -> frozenset[str]:
    """De codes van de redenen waarom iets niet mag."""
    return frozenset(code for inhoud in _bestanden() for code in inhoud["redenen"])


@cache
def partijen() -> frozenset[str]:
    """De codes van de partijen."""
    return frozenset(code for inhoud in _bestanden() for code in inhoud["partijen"])


@cache
def grondslagen() -> frozenset[str]:
    """De codes van de grondslagen en van de taken waarop zij rusten."""
    tabellen = ("grondslagen", "taakgrondslagen")
    return frozenset(c for inhoud in _bestanden() for tabel in tabellen for c in inhoud[tabel])


@cache
def categorienamen() -> frozenset[str]:
    """Hoe men een categorie in één woord noemt: het eerste woord van haar titel."""
    titels = [rij["titel"] for inhoud in _bestanden() for rij in inhoud["categorieen"].values()]
    return frozenset(titel.split()[0].lower() for titel in titels)


@cache
def nummers() -> frozenset[int]:
    """De nummers van de stappen en van de categorieën; 0 is er geen."""
    stappen = {stap["nummer"] for inhoud in _bestanden() for stap in inhoud["stappen"]}
    return frozenset(stappen | {int(c) for inhoud in _bestanden() for c in inhoud["categorieen"]})


def ouders(boom: ast.Module) -> dict[ast.AST, ast.AST]:
    """Van elke knoop de knoop waar hij in staat."""
    return {kind: knoop for knoop in ast.walk(boom) for kind in ast.iter_child_nodes(knoop)}


def tekst_van(knoop: ast.AST | None) -> str | None:
    """De tekst die hier letterlijk staat."""
    return knoop.value if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) else None


def velden_in(knoop: ast.AST) -> Iterator[str]:
    """De namen van de velden hier: `kop.kanaal`, `kanaal`, `kop["kanaal"]`, `kop.get("kanaal")`."""
    match knoop:
        case ast.Attribute(attr=naam) | ast.Name(id=naam):
            yield naam
        case ast.Subscript(slice=sleutel):
            yield tekst_van(sleutel) or ""
        case ast.Call(func=ast.Attribute(attr="get"), args=[sleutel, *_]):
            yield tekst_van(sleutel) or ""
        case ast.Tuple(elts=delen) | ast.List(elts=delen) | ast.Set(elts=delen):
            for deel in delen:
                yield from velden_in(deel)


def sleutel_van(woordenboek: ast.Dict, waarde: ast.AST) -> str | None:
    """De sleutel waaronder deze waarde letterlijk staat."""
    for sleutel, deel in zip(woordenboek.keys, woordenboek.values, strict=True):
        if deel is waarde:
            return tekst_van(sleutel)
    return None


def boven(knoop: ast.AST, van: dict[ast.AST, ast.AST]) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Van binnen naar buiten: (knoop, waar hij in staat)."""
    while knoop in van:
        yield knoop, van[knoop]
        knoop = van[knoop]


def is_voorbeeld(bestand: Bestand, knoop: ast.AST, van: dict[ast.AST, ast.AST]) -> bool:
    """Of een waarde in een voorbeeld van de API-beschrijving staat: zij laat zien en beslist niet.

    Dat is een argument van `operatie(...)`, `examples` of `json_schema_extra`, een constante die
    VOORBEELD heet of het type `Voorbeeld` heeft, of een module die `…voorbeelden` heet.
    """
    if bestand.module.split(".")[-1].endswith("voorbeelden"):
        return True
    for _, ouder in boven(knoop, van):
        match ouder:
            case ast.Call(func=ast.Name(id="operatie")):
                return True
            case ast.keyword(arg="examples" | "example" | "json_schema_extra"):
                return True
            case ast.AnnAssign(annotation=ast.Name(id="Voorbeeld")):
                return True
            case ast.Assign(targets=[ast.Name(id=naam)]) | ast.AnnAssign(target=ast.Name(id=naam)):
                return "VOORBEELD" in naam
    return False
