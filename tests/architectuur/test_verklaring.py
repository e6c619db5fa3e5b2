"""Wie iets vernietigt, zorgt dat er een verklaring van komt (8.2; H10).

Elke aanroep die een sleutel vernietigt of een persoon leegmaakt staat in een bestand dat ook telt
wat er ging. Waar een ander dat doet, staat hier wie en waarom.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architectuur.bron import Bestand, meld, pythonbestanden

VERNIETIGT = frozenset({"vernietig_persoon", "maak_leeg", "vernietig_alle", "vernietig"})
VERKLAART = frozenset({
    "meld_vernietigd", "meld_vernietigd_op", "bij_vernietigen",
    # Elke rij die is gedaan krijgt een verklaring (`shared/zaak/vernietigen/opslag.py`).
    "OpruimingRij",
    "VerklaringRij",
})  # fmt: skip
ELDERS = {
    "shared/bestand/personen/vernietiging.py": "wie `vernietig_persoon` aanroept verklaart",
    "shared/bestand/personen/herindexeren.py": "indexsleutels: er gaat niets over iemand weg",
    "services/gemeente/brieven/onderwerp.py": "gaat mee met de persoon",
}


def vernietigingen(boom: ast.Module) -> Iterator[int]:
    """De regels waarop iets wordt vernietigd, of de weg daarheen wordt doorgegeven."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call):
            for deel in (knoop.func, *knoop.args):
                if _naam(deel) in VERNIETIGT and not _eigen(deel):
                    yield knoop.lineno


def _naam(knoop: ast.AST) -> str | None:
    if isinstance(knoop, ast.Name):
        return knoop.id
    return knoop.attr if isinstance(knoop, ast.Attribute) else None


def _eigen(knoop: ast.AST) -> bool:
    """Een operatie of werkwoord dat zelf zo heet, en geen kluis is."""
    if not isinstance(knoop, ast.Attribute) or knoop.attr != "vernietig":
        return isinstance(knoop, ast.Name) and knoop.id == "vernietig"
    return "kluis" not in ast.unparse(knoop.value)


def verklaart(boom: ast.Module) -> bool:
    """Of dit bestand zelf zegt wat er ging."""
    return any(_naam(knoop) in VERKLAART for knoop in ast.walk(boom))


def zonder_verklaring(bestanden: tuple[Bestand, ...]) -> dict[str, list[int]]:
    """Waar iets wordt vernietigd en niemand het zegt."""
    return {
        bestand.pad: regels
        for bestand in bestanden
        if (regels := sorted(set(vernietigingen(bestand.boom)))) and not verklaart(bestand.boom)
    }


def _product() -> tuple[Bestand, ...]:
    alle = pythonbestanden("shared", "services")
    return tuple(een for een in alle if not een.pad.startswith("shared/kluis/"))


def test_wie_vernietigt_zorgt_voor_een_verklaring() -> None:
    gevonden = zonder_verklaring(_product())
    anders = [f"{pad}: {regels}" for pad, regels in gevonden.items() if pad not in ELDERS]
    assert not anders, meld("Tel wat er gaat in dezelfde transactie: `meld_vernietigd`.", anders)


def test_wat_een_ander_verklaart_vernietigt_nog() -> None:
    weg = sorted(ELDERS.keys() - zonder_verklaring(_product()).keys())
    assert not weg, meld("Dit vernietigt niets meer, of verklaart zelf: haal de regel weg.", weg)


def test_een_vernietiging_zonder_verklaring_valt_op() -> None:
    zwijgt = Bestand("shared/x.py", "def f(dienst):\n    dienst.kluis.vernietig_alle(['a'])\n")
    geeft_door = Bestand("shared/y.py", "naar_draad(vernietig_persoon, dienst, 'p')\n")
    zegt = Bestand(
        "shared/z.py",
        "def f(dienst, sessie):\n    vernietig_persoon(dienst, 'p')\n"
        "    meld_vernietigd(sessie, dienst, 'g', {})\n",
    )
    gevonden = zonder_verklaring((zwijgt, geeft_door, zegt))
    assert gevonden == {"shared/x.py": [2], "shared/y.py": [1]}
