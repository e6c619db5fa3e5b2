"""Geen stap en geen categorie van het convenant staat als getal in de code.

`stap == 2` of `categorie == 1` is een regel die een ander convenant niet kan veranderen. De code
vraagt wat er over die stap of categorie staat (`regels.stappen[…].verzoek_nodig`,
`regels.categorieen[…].kind_verplicht`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architectuur.bron import Bestand, docstrings, meld, pythonbestanden
from tests.architectuur.convenantwoorden import (
    boven,
    categorienamen,
    is_voorbeeld,
    nummers,
    ouders,
    sleutel_van,
    velden_in,
)
from tests.architectuur.test_codes_in_code import MAPPEN, MAPPEN_MET_NAMEN, REVISIES

#: Velden en tabellen die met zo'n getal worden gelezen.
VELDEN = frozenset({"stap", "categorie", "vanaf_stap"})
TABELLEN = frozenset({"stappen", "categorieen"})


def genoemd(bestand: Bestand) -> list[str]:
    """Plaatsen waar code een stap of categorie met haar nummer noemt."""
    if bestand.pad.startswith(tuple(MAPPEN_MET_NAMEN)) or REVISIES in bestand.pad:
        return []
    uitleg, van = docstrings(bestand.boom), ouders(bestand.boom)
    return sorted(
        {
            f"{bestand.pad}:{knoop.lineno} noemt {veld} {knoop.value}"
            for knoop, veld in _nummers(bestand.boom, van)
            if id(knoop) not in uitleg and not is_voorbeeld(bestand, knoop, van)
        }
    )


def _nummers(boom: ast.Module, van: dict[ast.AST, ast.AST]) -> Iterator[tuple[ast.Constant, str]]:
    for knoop in ast.walk(boom):
        # True is in Python ook 1.
        if (
            isinstance(knoop, ast.Constant)
            and type(knoop.value) is int
            and knoop.value in nummers()
        ):
            veld = _waarvan(knoop, van)
            if veld is not None:
                yield knoop, veld


def _waarvan(knoop: ast.AST, van: dict[ast.AST, ast.AST]) -> str | None:
    """Waar dit getal een nummer van is, of None."""
    for kind, ouder in boven(knoop, van):
        match ouder:
            case ast.Tuple() | ast.List() | ast.Set():
                continue
            case ast.Compare(left=links, comparators=rest):
                anderen = [deel for deel in (links, *rest) if deel is not kind]
                return _eerste(veld for deel in anderen for veld in velden_in(deel))
            case ast.keyword(arg=naam):
                return _eerste([naam])
            case ast.Dict():
                return _eerste([sleutel_van(ouder, kind)])
            case ast.Subscript() | ast.Call():
                return _opgezocht_in(ouder, kind)
            case ast.Assign(targets=[doel]) | ast.AnnAssign(target=doel):
                return _naam_van_doel(doel)
            case ast.MatchValue():
                onderwerp = van[van[ouder]]
                if isinstance(onderwerp, ast.Match):
                    return _eerste(velden_in(onderwerp.subject))
        return None
    return None


def _opgezocht_in(ouder: ast.Subscript | ast.Call, sleutel: ast.AST) -> str | None:
    """De tabel waarin dit nummer de sleutel is: `stappen[2]`, `stappen.get(2)`."""
    match ouder:
        case ast.Subscript(value=waarin, slice=eerste):
            pass
        case ast.Call(func=ast.Attribute(attr="get", value=waarin), args=[eerste, *_]):
            pass
        case _:
            return None
    tabel = next(velden_in(waarin), None)
    return tabel if eerste is sleutel and tabel in TABELLEN else None


def _naam_van_doel(doel: ast.AST) -> str | None:
    """Een constante die heet als een categorie, of een veld dat zo'n nummer krijgt."""
    if isinstance(doel, ast.Name) and doel.id.isupper():
        delen = set(doel.id.lower().strip("_").split("_"))
        return doel.id if delen & (categorienamen() | VELDEN) else None
    return _eerste(velden_in(doel))


def _eerste(namen: Iterable[str | None]) -> str | None:
    return next((naam for naam in namen if naam in VELDEN), None)


def test_het_convenant_levert_nummers_om_op_te_letten() -> None:
    assert len(categorienamen()) >= 3
    assert nummers() >= {1, 2, 3, 4, 5, 6, 7}


def test_de_code_noemt_geen_stap_en_geen_categorie_met_haar_nummer() -> None:
    fouten = [fout for bestand in pythonbestanden(*MAPPEN) for fout in genoemd(bestand)]
    assert not fouten, meld(
        "Vraag wat er over de stap of de categorie in het convenantbestand staat, of zet er een "
        "vlag bij; het nummer hoort niet in de code.",
        fouten,
    )


@pytest.mark.parametrize(
    "bron",
    [
        "if onderdeel.categorie == 1: pass",
        "if 2 == categorie: pass",
        "if kop.stap >= 4: pass",
        'if kop["stap"] in (2, 3): pass',
        'if kop.get("stap") not in {7}: pass',
        "if 1 < groep.stap <= 5: pass",
        "f(categorie=3)",
        "f(stap=7)",
        'x = {"categorie": 1}',
        "regels.stappen[5]",
        "regels.categorieen[1].titel",
        "regels.categorieen.get(1)",
        "categorie = 1",
        'kop["stap"] = 2',
        "groep.stap = 7",
        "LID = 1",
        "_OUDER: int = 2",
        "STAP_PRIORITEREN = 4",
        "match groep.stap:\n    case 4:\n        pass",
    ],
)
def test_de_regel_ziet_een_overtreding(bron: str) -> None:
    assert genoemd(Bestand("shared/x.py", bron))


@pytest.mark.parametrize(
    ("pad", "bron"),
    [
        ("shared/x.py", "if kop.stap == groep.stap: pass"),
        ("shared/x.py", "if kop.stap is None: pass"),
        ("shared/x.py", "if regels.stappen[kop.stap].verzoek_nodig: pass"),
        ("shared/x.py", "stap: Annotated[int, Field(ge=1, le=7)]"),
        ("shared/x.py", "f(aantal=2)"),
        ("shared/x.py", "eerste = stappen_rij[0]"),
        ("shared/x.py", "LIDWOORDEN = 3"),
        ("shared/x.py", "if kop.stap == 0 or categorie > 99: pass"),
        ("shared/x.py", "if stap == True: pass"),
        ("shared/x.py", "x = 1  # stap 2"),
        ("shared/x.py", 'VOORBEELD = {"stap": 2}'),
        ("shared/x.py", '@router.get("/x", **operatie("x", antwoord={"stap": 2}))\ndef x(): ...'),
        ("gateway/migraties/gateway_0001.py", "if stap == 2: pass"),
        ("deploy/demo/x.py", "kop = {'stap': 2}"),
    ],
)
def test_de_regel_laat_het_goede_met_rust(pad: str, bron: str) -> None:
    assert genoemd(Bestand(pad, bron)) == []
