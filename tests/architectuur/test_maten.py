"""Bestanden en functies blijven zo klein dat iemand ze in een keer leest.

Het streven is 300 en 40 regels; dit zijn de grenzen waar het ophoudt.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

import pytest

from tests.architectuur.bron import PRODUCT, Bestand, meld, pythonbestanden

MAXIMALE_BESTANDSLENGTE = 400
MAXIMALE_FUNCTIELENGTE = 60

# Pad, of pad:functie, met de reden waarom het langer mag. Liever leeg.
UITZONDERINGEN: dict[str, str] = {}


def te_lang_bestand(bestand: Bestand) -> list[str]:
    """Het bestand, als het te lang is."""
    lengte = len(bestand.tekst.splitlines())
    if lengte <= MAXIMALE_BESTANDSLENGTE or bestand.pad in UITZONDERINGEN:
        return []
    return [f"{bestand.pad} heeft {lengte} regels"]


def te_lange_functies(bestand: Bestand) -> list[str]:
    """De functies die te lang zijn; uitleg (de docstring) telt niet mee."""
    fouten = []
    for knoop in ast.walk(bestand.boom):
        if not isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lengte = _lengte(knoop)
        naam = f"{bestand.pad}:{knoop.name}"
        if lengte > MAXIMALE_FUNCTIELENGTE and naam not in UITZONDERINGEN:
            fouten.append(f"{naam} (regel {knoop.lineno}) heeft {lengte} regels")
    return fouten


Functie: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def _lengte(functie: Functie) -> int:
    """Regels van de functie zelf; een functie die erin staat telt voor zichzelf."""
    # Zonder wat erboven hangt: een tabel met testgevallen is geen lange functie.
    lengte = (functie.end_lineno or functie.lineno) - functie.lineno + 1
    if ast.get_docstring(functie) is not None:
        lengte -= _regels(functie.body[0])
    return lengte - sum(_regels(binnen) for binnen in _binnenste(functie))


def _binnenste(knoop: ast.AST) -> Iterator[Functie]:
    for kind in ast.iter_child_nodes(knoop):
        if isinstance(kind, ast.FunctionDef | ast.AsyncFunctionDef):
            yield kind
        else:
            yield from _binnenste(kind)


def _regels(knoop: ast.stmt) -> int:
    begin = min([knoop.lineno, *(d.lineno for d in getattr(knoop, "decorator_list", []))])
    return (knoop.end_lineno or begin) - begin + 1


def test_geen_bestand_is_te_lang() -> None:
    bestanden = pythonbestanden(*PRODUCT, "tests")
    fouten = [fout for bestand in bestanden for fout in te_lang_bestand(bestand)]
    assert not fouten, meld(
        f"Langer dan {MAXIMALE_BESTANDSLENGTE} regels: zoek de twee dingen die erin staan en geef "
        "ze elk een bestand.",
        fouten,
    )


def test_geen_functie_is_te_lang() -> None:
    bestanden = pythonbestanden(*PRODUCT, "tests")
    fouten = [fout for bestand in bestanden for fout in te_lange_functies(bestand)]
    assert not fouten, meld(
        f"Langer dan {MAXIMALE_FUNCTIELENGTE} regels: geef de stappen een naam en haal ze eruit.",
        fouten,
    )


def test_elke_uitzondering_is_nog_nodig_en_heeft_een_reden() -> None:
    paden = {bestand.pad for bestand in pythonbestanden(*PRODUCT, "tests")}
    over = [naam for naam in UITZONDERINGEN if naam.split(":")[0] not in paden]
    assert not over, meld("Deze uitzonderingen wijzen nergens meer naar: haal ze weg.", over)
    assert all(len(reden) > 20 for reden in UITZONDERINGEN.values())


def test_de_grens_is_een_grens() -> None:
    past = "x = 1\n" * MAXIMALE_BESTANDSLENGTE
    assert te_lang_bestand(Bestand("shared/x.py", past)) == []
    assert te_lang_bestand(Bestand("shared/x.py", past + "x = 1\n"))


@pytest.mark.parametrize("soort", ["def", "async def"])
def test_de_grens_voor_functies_telt_uitleg_niet_mee(soort: str) -> None:
    kop = f'{soort} f():\n    """Uitleg\n\n    over meer regels.\n    """\n'
    past = kop + "    x = 1\n" * (MAXIMALE_FUNCTIELENGTE - 1)
    assert te_lange_functies(Bestand("shared/x.py", past)) == []
    assert te_lange_functies(Bestand("shared/x.py", past + "    x = 1\n"))


def test_een_functie_in_een_functie_telt_voor_zichzelf() -> None:
    binnen = "".join(f"    @route\n    def f{i}():\n        x = 1\n" for i in range(40))
    assert te_lange_functies(Bestand("shared/x.py", "def router():\n" + binnen)) == []
    lang = "    def f():\n" + "        x = 1\n" * MAXIMALE_FUNCTIELENGTE
    assert te_lange_functies(Bestand("shared/x.py", "def router():\n" + lang)) == [
        f"shared/x.py:f (regel 2) heeft {MAXIMALE_FUNCTIELENGTE + 1} regels"
    ]
