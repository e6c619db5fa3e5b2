"""Wie namens iemand in het bestand leest, vraagt binnen zijn taak; de voorwaarde staat op één plek.

Of er ook echt niets buiten wordt gelezen, beproeft de rechtenmatrix bij elke operatie. Hier staat
wat daarvoor in de code moet staan, zodat een nieuwe vraag aan het bestand meteen opvalt.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architectuur.bron import Bestand, meld, pythonbestanden

PLEK = "shared/bestand/toegang/taakgrens.py"
WIE = "shared/bestand/toegang/medewerker.py"
PARTIJKAMERS = ("partij", "bestand", "verzenden", "zaak", "innemen", "overzicht", "partijdienst")
Functie = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _bestanden() -> tuple[Bestand, ...]:
    gevonden = pythonbestanden(*(f"shared/{kamer}" for kamer in PARTIJKAMERS), "services")
    return tuple(een for een in gevonden if "/migraties/" not in een.pad)


@cache
def tabellen_met_groep() -> frozenset[str]:
    """De tabellen waarvan een rij zegt bij welke groep zij hoort."""
    return frozenset(
        klasse.name
        for bestand in _bestanden()
        for klasse in ast.walk(bestand.boom)
        if isinstance(klasse, ast.ClassDef)
        and any(
            isinstance(lid, ast.AnnAssign)
            and isinstance(lid.target, ast.Name)
            and lid.target.id == "groep"
            and "Mapped" in ast.unparse(lid.annotation)
            for lid in klasse.body
        )
    )


def taak_zelf_bekeken(boom: ast.Module) -> Iterator[int]:
    """De regels die de groepen van een medewerker zelf uitlezen."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute) and knoop.attr == "groepen":
            van = ast.unparse(knoop.value)
            if van in ("wie", "self._wie"):
                yield knoop.lineno


def _vragen(functie: Functie) -> Iterator[str]:
    """De tabellen met een groep waar deze functie rijen uit vraagt."""
    for knoop in ast.walk(functie):
        if (
            isinstance(knoop, ast.Call)
            and isinstance(knoop.func, ast.Name)
            and knoop.func.id == "select"
        ):
            for deel in knoop.args:
                tabel = deel.value if isinstance(deel, ast.Attribute) else deel
                if isinstance(tabel, ast.Name) and tabel.id in tabellen_met_groep():
                    yield tabel.id


def _binnen_een_groep_of_taak(functie: Functie) -> bool:
    """De taak staat erin, of de vraag gaat over één groep die al mocht."""
    for knoop in ast.walk(functie):
        if isinstance(knoop, ast.Attribute) and knoop.attr == "taak":
            return True
        if isinstance(knoop, ast.Compare) and isinstance(knoop.ops[0], ast.Eq):
            links = knoop.left
            if isinstance(links, ast.Attribute) and links.attr == "groep":
                return True
    return False


def _voor_iemand(bestand: Bestand) -> Iterator[Functie]:
    """Functies die de werklijst van iemand vullen, of een operatie van iemand zijn."""
    is_router = bestand.pad.rsplit("/", 1)[1].endswith("router.py") or "/routers/" in bestand.pad
    for knoop in ast.walk(bestand.boom):
        if isinstance(knoop, Functie):
            soorten = [ast.unparse(een.annotation) for een in knoop.args.args if een.annotation]
            if is_router or "Werkblik" in soorten:
                yield knoop


def buiten_de_taak(bestand: Bestand) -> Iterator[str]:
    """Wat er namens iemand wordt gevraagd zonder zijn taak of een groep te noemen."""
    for functie in _voor_iemand(bestand):
        if not _binnen_een_groep_of_taak(functie):
            for tabel in sorted(set(_vragen(functie))):
                yield f"{bestand.pad}:{functie.lineno} {functie.name} leest {tabel}"


def test_alleen_op_een_plek_staat_welke_rijen_bij_een_taak_horen() -> None:
    fouten = [
        f"{bestand.pad}:{regel}"
        for bestand in _bestanden()
        if bestand.pad not in (PLEK, WIE)
        for regel in taak_zelf_bekeken(bestand.boom)
    ]
    assert not fouten, meld(
        "Vraag het aan de taak: `wie.taak.rijen(...)`, `.personen(...)`.", fouten
    )


def test_wie_voor_iemand_leest_vraagt_binnen_zijn_taak() -> None:
    assert len(tabellen_met_groep()) > 15
    fouten = [fout for bestand in _bestanden() for fout in buiten_de_taak(bestand)]
    assert not fouten, meld("Zet de taak in de vraag: `.where(taak.rijen(Tabel.groep))`.", fouten)


def test_alleen_wie_onthoudt_dat_iemand_ergens_bij_hoorde_vernietigt_een_lidmaatschap() -> None:
    """Anders is wie zijn laatste groep verliest ineens van iedereen."""
    fouten = [
        f"{bestand.pad}:{knoop.lineno}"
        for bestand in _bestanden()
        if bestand.pad != "shared/bestand/oudleden/vergeten.py"
        for knoop in ast.walk(bestand.boom)
        if isinstance(knoop, ast.Call) and ast.unparse(knoop).startswith("delete(GroepslidRij)")
    ]
    assert not fouten, meld("Gebruik `vergeet_leden`.", fouten)


@pytest.mark.parametrize(
    ("vraag", "fout"),
    [
        ("select(TaakRij)", True),
        ("select(TaakRij.id)", True),
        ("select(TaakRij).where(TaakRij.stand == 'open')", True),
        ("select(TaakRij).where(blik.taak.rijen(TaakRij.groep))", False),
        ("select(TaakRij).where(TaakRij.groep == groep)", False),
        ("select(AutorisatieRij)", False),
    ],
)
def test_de_regel_ziet_een_vraag_zonder_taak(vraag: str, *, fout: bool) -> None:
    tekst = f"def _werk(blik: Werkblik):\n    return blik.sessie.scalars({vraag})\n"
    assert bool(list(buiten_de_taak(Bestand("shared/partij/x.py", tekst)))) is fout


def test_de_regel_ziet_wie_de_groepen_zelf_bekijkt() -> None:
    assert list(taak_zelf_bekeken(ast.parse("x = wie.groepen\ny = rij.groepen\n"))) == [1]
