"""Een naam is van één klasse, aan elke kant van de lijn.

Wie `Stand` leest, hoort niet te hoeven zoeken welke. Wat er nog dubbel is staat hieronder, en die
lijst wordt alleen korter.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable

from tests.architectuur.bron import Bestand, meld, pythonbestanden
from tests.architectuur.test_importregels import GATEWAY

PARTIJEN = ("gemeente", "om", "politie")
HOMONIEMEN = frozenset(
    {
        "Aanstellingen", "Afsluiting", "Antwoord", "Autorisatie", "Basis", "Beheerder",
        "Belofte", "Bericht", "Beslissing", "Besluit", "Bevinding", "Bezorger", "Blad",
        "Bladrij", "ConvenantRij", "Convenantversie", "Deel", "Documenten", "Einde",
        "Fase", "Gebeurtenis", "Genoemd", "Getoond", "Gevondenblad", "Gezegd", "Groep",
        "GroepsbesluitRij", "Handeling", "Handtekening", "Ingenomen", "Kanaal", "Kluis",
        "Later", "Lid", "Melding", "Namenlijsten", "Ondertekenaar", "Onderwerp",
        "Ontvangst", "Oordeel", "Operatie", "Opzegging", "Overgang", "Overleg", "Partij",
        "PartijRij", "Periode", "Plaats", "Reden", "Regel", "Regels", "Registerbestand",
        "Schakel", "Soort", "Stand", "Stap", "Start", "Status", "Stroom", "Taak",
        "Uitkomst", "Uitstel", "Uitvoer", "Vernietigd", "Vernietiging", "Verschil",
        "Verwerkingenlog", "Verwerkingsregister", "Verwijzing", "Vondst", "Vorm", "Vraag",
        "Wie", "Woord", "Zoekvraag",
    }
)  # fmt: skip


def kanten(bestand: Bestand) -> tuple[str, ...]:
    """In welke processen dit bestand draait: de gateway, een dienst, of allemaal."""
    boven, kamer, *_ = bestand.pad.split("/")
    if boven == "gateway":
        return ("gateway",)
    if boven == "services":
        return (kamer,)
    return (*PARTIJEN, "gateway") if kamer in GATEWAY else PARTIJEN


def dubbel(bestanden: Iterable[Bestand]) -> dict[str, list[str]]:
    """Namen van openbare klassen die aan één kant meer dan eens voorkomen, en waar."""
    waar: dict[tuple[str, str], list[str]] = defaultdict(list)
    for bestand in bestanden:
        if bestand.pad.startswith("shared/cli/"):
            continue
        for knoop in bestand.boom.body:
            if isinstance(knoop, ast.ClassDef) and not knoop.name.startswith("_"):
                for kant in kanten(bestand):
                    waar[knoop.name, kant].append(bestand.pad)
    return {naam: paden for (naam, _), paden in sorted(waar.items()) if len(paden) > 1}


def _gebouwd() -> dict[str, list[str]]:
    gebouwd = pythonbestanden("shared", "gateway", "services")
    return dubbel(een for een in gebouwd if een.pad.count("/") > 1 or een.pad.startswith("gateway"))


def test_een_naam_is_van_een_klasse() -> None:
    fouten = [f"{n}: {', '.join(p)}" for n, p in _gebouwd().items() if n not in HOMONIEMEN]
    assert not fouten, meld("Geef een van beide een naam die zegt wat zij anders doet.", fouten)


def test_de_lijst_van_dubbele_namen_wordt_alleen_korter() -> None:
    over = sorted(HOMONIEMEN - _gebouwd().keys())
    assert not over, meld("Deze zijn niet meer dubbel: haal ze van de lijst.", over)


def test_een_dubbele_naam_valt_op() -> None:
    een = Bestand("shared/zaak/a/x.py", "class Stand: ...")
    assert dubbel([een, Bestand("shared/bestand/b/y.py", "class Stand: ...")]) == {
        "Stand": ["shared/zaak/a/x.py", "shared/bestand/b/y.py"]
    }
    assert dubbel([een, Bestand("services/om/b/y.py", "class Stand: ...")])
    assert dubbel([een, Bestand("gateway/b/y.py", "class Stand: ...")]) == {}
    assert dubbel([een, Bestand("shared/bestand/b/y.py", "class _Stand: ...")]) == {}
    voor_om = Bestand("services/om/b/y.py", "class Stand: ...")
    assert dubbel([voor_om, Bestand("services/politie/b/y.py", "class Stand: ...")]) == {}
