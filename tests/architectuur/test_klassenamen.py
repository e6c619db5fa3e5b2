"""Een naam van een klasse is er een per kant van de lijn: wie haar zoekt, vindt er een.

De kanten zijn de gateway, een partij met haar diensten, en wat beide gebruiken. De lijst met namen
die er vaker zijn wordt alleen korter.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tests.architectuur.bron import Bestand, meld, pythonbestanden

_VAN_EEN_PARTIJ = ("partij", "bestand", "verzenden", "zaak", "innemen", "overzicht", "partijdienst")

# Per kant, met de reden waarom het er (nog) meer zijn.
NOG_VAKER: Mapping[str, Mapping[str, frozenset[str]]] = {
    "gedeeld": {
        "een tabel van de instellingen heet als wat zij instelt": frozenset(
            {"Kluis", "Verwerkingenlog", "Verwerkingsregister"}
        ),
        "een rij van het convenantbestand, en waar zij over gaat": frozenset(
            {"Kanaal", "Melding", "Ondertekenaar", "Stap", "Start", "Stroom", "Uitstel"}
        ),
        "woorden van kamers die elkaar niet kennen": frozenset(
            {"Blad", "Bladrij", "Lid", "Operatie", "Soort", "Status", "Vernietigd", "Verschil"}
            | {"Verwijzing", "Wie", "Woord"}
        ),
    },
    "partij": {
        "hetzelfde woord in onderwerpen die elkaar niet kennen": frozenset(
            {"Autorisatie", "Einde", "Fase", "Getoond", "Ingenomen"}
            | {"Oordeel", "Plaats", "Stand", "Uitkomst", "Vraag"}
        ),
        "een dienst heeft een eigen woord dat de kern ook heeft": frozenset(
            {"Documenten", "Melding", "SignaalUit", "Start", "VerloopUit"}
        ),
    },
    "gateway": {
        "hetzelfde woord in onderwerpen die elkaar niet kennen": frozenset(
            {"Bericht", "Gevondenblad", "Gezegd", "Handeling", "Later", "Plaats", "Stand"}
            | {"Vraag", "Zoekvraag"}
        ),
    },
}


def kant_van(pad: str) -> str | None:
    """Aan welke kant een bestand staat."""
    delen = pad.split("/")
    if delen[0] == "gateway":
        return "gateway"
    if delen[0] == "services" or (delen[0] == "shared" and delen[1] in _VAN_EEN_PARTIJ):
        return "partij"
    return "gedeeld" if delen[0] == "shared" else None


def vaker(bestanden: Iterable[Bestand]) -> dict[tuple[str, str], list[str]]:
    """Openbare namen van klassen die een kant meer dan eens heeft, en waar."""
    plekken: dict[tuple[str, str], list[str]] = defaultdict(list)
    for een in bestanden:
        kant = kant_van(een.pad)
        for knoop in een.boom.body if kant and "/migraties/" not in een.pad else ():
            if isinstance(knoop, ast.ClassDef) and not knoop.name.startswith("_"):
                plekken[str(kant), knoop.name].append(een.pad)
    return {naam: waar for naam, waar in plekken.items() if len(waar) > 1}


def _op_de_lijst() -> set[tuple[str, str]]:
    return {
        (kant, naam)
        for kant, groepen in NOG_VAKER.items()
        for namen in groepen.values()
        for naam in namen
    }


def test_een_naam_van_een_klasse_is_er_een_per_kant() -> None:
    gevonden = vaker(pythonbestanden("shared", "gateway", "services"))
    nieuw = [
        f"{n}: {', '.join(gevonden[k, n])}" for k, n in sorted(gevonden.keys() - _op_de_lijst())
    ]
    assert not nieuw, meld("Kies een naam die er nog niet is.", nieuw)
    over = sorted(_op_de_lijst() - gevonden.keys())
    assert not over, meld(
        "Deze zijn er nog maar een keer: haal ze van de lijst.", [*map(str, over)]
    )


def test_een_tweede_klasse_met_dezelfde_naam_valt_op() -> None:
    een = Bestand("shared/zaak/a/dienst.py", "class Ding: ...")
    zelfde_kant = Bestand("services/haven/b.py", "class Ding: ...\nclass _Ding: ...")
    andere_kant = Bestand("gateway/a/b.py", "class Ding: ...")
    assert vaker([een, andere_kant]) == {}
    assert vaker([een, zelfde_kant]) == {("partij", "Ding"): [een.pad, zelfde_kant.pad]}
