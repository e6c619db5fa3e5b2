"""Werk op de achtergrond loopt op één manier: `shared/web/proces/achtergrond.py`.

Een lus die iemand met de hand schrijft, stopt bij de eerste fout die hij niet verwachtte, en een
taak die niemand vasthoudt kan midden in haar werk verdwijnen.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architectuur.bron import Bestand, meld, pythonbestanden

EIGEN = "shared/web/proces/achtergrond.py"
# Wie zelf een taak begint, met de reden: iets eenmaligs dat hij zelf vasthoudt. Liever leeg.
BEGINT_ZELF: dict[str, str] = {
    "shared/opslag/draad.py": "wacht op zijn eigen draad",
    "shared/innemen/inname.py": "werkt een rij weg die dan leeg is",
    "shared/verzenden/uitbak/verzender.py": "een poging, die ook doorgaat als niemand meer wacht",
    "shared/web/proces/uitloop.py": "werk van een verzoek, dat ook doorgaat als niemand meer wacht",
    "shared/web/proces/gezondheid.py": "een controle, gedeeld door wie er tegelijk naar vraagt",
    "gateway/berichten/doorgeven.py": "maakt af wat begonnen is als wie vroeg weggaat",
}
_TAKEN = frozenset({"create_task", "ensure_future"})
_RUST = frozenset({"sleep", "wait"})


def _aangeroepen(knoop: ast.AST, namen: frozenset[str]) -> Iterator[ast.Call]:
    for binnen in ast.walk(knoop):
        if (
            isinstance(binnen, ast.Call)
            and isinstance(binnen.func, ast.Attribute)
            and binnen.func.attr in namen
        ):
            yield binnen


def eigen_lus(bestand: Bestand) -> list[str]:
    """Lussen zonder einde die tussendoor rusten."""
    if bestand.pad == EIGEN:
        return []
    return [
        f"{bestand.pad}:{knoop.lineno}"
        for knoop in ast.walk(bestand.boom)
        if isinstance(knoop, ast.While)
        and isinstance(knoop.test, ast.Constant)
        and any(
            isinstance(wacht, ast.Await) and any(_aangeroepen(wacht, _RUST))
            for wacht in ast.walk(knoop)
        )
    ]


def eigen_taak(bestand: Bestand) -> list[str]:
    """Taken die iemand zelf begint; die van een groep houdt de groep vast."""
    if bestand.pad == EIGEN or bestand.pad in BEGINT_ZELF:
        return []
    return [
        f"{bestand.pad}:{vraag.lineno}"
        for vraag in _aangeroepen(bestand.boom, _TAKEN)
        if isinstance(vraag.func, ast.Attribute)
        and isinstance(vraag.func.value, ast.Name)
        and vraag.func.value.id == "asyncio"
    ]


@pytest.mark.parametrize("regel", [eigen_lus, eigen_taak])
def test_werk_op_de_achtergrond_loopt_op_een_manier(regel: object) -> None:
    assert callable(regel)
    bestanden = pythonbestanden("shared", "gateway", "services")
    fouten = [fout for bestand in bestanden for fout in regel(bestand)]
    assert not fouten, meld("Gebruik `steeds` en `op_de_achtergrond`.", fouten)


def test_elke_uitzondering_is_nog_nodig() -> None:
    bestanden = {een.pad: een for een in pythonbestanden("shared", "gateway")}
    over = [pad for pad in BEGINT_ZELF if not any(_aangeroepen(bestanden[pad].boom, _TAKEN))]
    assert not over, meld("Deze uitzonderingen zijn niet meer nodig: haal ze weg.", over)


@pytest.mark.parametrize(
    ("regel", "tekst"),
    [
        (eigen_lus, "async def f():\n    while True:\n        await asyncio.sleep(1)"),
        (eigen_lus, "async def f():\n    while 1:\n        if x:\n            await w.wait()"),
        (eigen_taak, "async def f():\n    taak = asyncio.create_task(g())"),
        (eigen_taak, "async def f():\n    asyncio.ensure_future(g())"),
    ],
)
def test_de_regel_ziet_een_overtreding(regel: object, tekst: str) -> None:
    assert callable(regel)
    assert regel(Bestand("shared/zaak/proef/x.py", tekst))
    assert regel(Bestand(EIGEN, tekst)) == []


@pytest.mark.parametrize(
    ("regel", "tekst"),
    [
        (eigen_lus, "async def f():\n    while x():\n        await asyncio.sleep(1)"),
        (eigen_lus, "def f():\n    while True:\n        g()"),
        (eigen_taak, "async def f():\n    groep.create_task(g())"),
    ],
)
def test_de_regel_laat_het_goede_met_rust(regel: object, tekst: str) -> None:
    assert callable(regel)
    assert regel(Bestand("shared/zaak/proef/x.py", tekst)) == []
