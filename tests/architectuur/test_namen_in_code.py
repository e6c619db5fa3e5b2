"""De code kent geen partij en geen artikel, ook niet in een zin of een naam: die staan in het
convenant.

Wat een partij of een regel is, leest deze test uit de convenantbestanden zelf; een nieuwe partij
valt dus vanzelf onder de regel. Uitleg (commentaar, docstrings) mag wel een bron noemen. De andere
codes van het convenant, die ook een gewoon woord kunnen zijn, bewaakt `test_codes_in_code`.
"""

from __future__ import annotations

import ast
import re

import pytest

from tests.architectuur.bron import Bestand, docstrings, meld, pythonbestanden
from tests.architectuur.convenantwoorden import grondslagen, partijen
from tests.architectuur.test_codes_in_code import MAPPEN, MAPPEN_MET_NAMEN

# Een korte code als `om` is ook een gewoon woord: die telt alleen als hele waarde.
KORT = 3

# Namen uit het contract (toetsverzoek) waar een partij in zit; veldnamen, geen regels.
CONTRACTVELDEN = frozenset({"omVerwerkingsverantwoordelijk", "om_verwerkingsverantwoordelijk"})

ARTIKEL = re.compile(r"\b(artikel|artt?\.)\s*\d", re.IGNORECASE)


def genoemd(bestand: Bestand) -> list[str]:
    """Plaatsen waar code een partij, een grondslag of een artikel noemt."""
    if bestand.pad.startswith(tuple(MAPPEN_MET_NAMEN)):
        return []
    uitleg = docstrings(bestand.boom)
    fouten = []
    for knoop in ast.walk(bestand.boom):
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
            if id(knoop) not in uitleg:
                fouten += _in_tekst(bestand, knoop.lineno, knoop.value)
        else:
            fouten += _in_naam(bestand, knoop)
    return fouten


def _in_tekst(bestand: Bestand, regel: int, tekst: str) -> list[str]:
    if tekst in CONTRACTVELDEN:
        return []
    woorden = set(re.findall(r"\w+", tekst))
    codes = partijen() | grondslagen()
    lang = {code for code in codes if len(code) >= KORT}
    fouten = [f"noemt {woord!r}" for woord in sorted(woorden & lang)]
    if tekst in codes - lang:
        fouten.append(f"noemt {tekst!r}")
    if ARTIKEL.search(tekst):
        fouten.append(f"noemt een artikel: {tekst!r}")
    return [f"{bestand.pad}:{regel} {fout}" for fout in fouten]


def _in_naam(bestand: Bestand, knoop: ast.AST) -> list[str]:
    naam, regel = _naam(knoop), getattr(knoop, "lineno", 0)
    if naam is None or naam in CONTRACTVELDEN:
        return []
    delen = set(re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", naam))
    raak = {deel for deel in delen if len(deel) >= KORT and deel.lower() in partijen()}
    if naam.lower() in partijen():
        raak.add(naam)
    return [f"{bestand.pad}:{regel} heet {naam!r}" for _ in raak][:1]


def _naam(knoop: ast.AST) -> str | None:
    match knoop:
        case ast.Name(id=naam) | ast.Attribute(attr=naam) | ast.arg(arg=naam):
            return naam
        case ast.FunctionDef(name=naam) | ast.AsyncFunctionDef(name=naam):
            return naam
        case ast.ClassDef(name=naam) | ast.keyword(arg=naam):
            return naam
    return None


def test_het_convenant_levert_codes_om_op_te_letten() -> None:
    assert len(partijen()) >= 3
    assert len(grondslagen()) >= 10


def test_de_code_noemt_geen_partij_en_geen_artikel() -> None:
    fouten = [fout for bestand in pythonbestanden(*MAPPEN) for fout in genoemd(bestand)]
    assert not fouten, meld(
        "Maak er een rij in het convenantbestand van en laat de code die lezen. Een verwijzing "
        "als uitleg hoort in commentaar of een docstring.",
        fouten,
    )


@pytest.mark.parametrize(
    "tekst",
    [
        'if partij == "{lang}": pass',
        'if partij == "{kort}": pass',
        'melding = "Vraag het de {lang}."',
        'melding = f"De {lang} weigert {{reden}}."',
        'case = {{"{kort}": 1}}',
        "def is_{lang}(): ...",
        "class {titel}Dienst: ...",
        "kop.{lang} = 1",
        "f({lang}_regime=1)",
        'wet = "artikel 4.2 van het convenant"',
        'wet = "art. 16 Wpg"',
    ],
)
def test_de_regel_ziet_een_overtreding(tekst: str) -> None:
    lang = max(partijen(), key=len)
    kort = min(partijen(), key=len)
    bron = tekst.format(lang=lang, kort=kort, titel=lang.capitalize())
    assert genoemd(Bestand("shared/x.py", bron))


@pytest.mark.parametrize(
    "tekst",
    [
        '"""Covenant article 4.2; the {lang} decides."""',
        "x = 1  # artikel 4.2: de {lang}",
        'zin = "Vraag {kort} een toelichting."',
        '@dataclass\nclass A:\n    b: int\n    """Article 16 of the Wpg, by the {lang}."""',
        'naam = "{lang}achtig"',
        'artikel = "convenant"',
    ],
)
def test_de_regel_laat_het_goede_met_rust(tekst: str) -> None:
    lang, kort = max(partijen(), key=len), min(partijen(), key=len)
    assert genoemd(Bestand("shared/x.py", tekst.format(lang=lang, kort=kort))) == []
