"""Data about people as text: what stands in a message, field by field, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from shared.portaal.weergave import dag, hoofdletter, schuilnummer
from shared.portaal.woorden import Woordenlijst

_DAG = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_TWEE = 2
_WOORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def als_tekst(waarde: Any) -> str:  # noqa: ANN401 - whatever an API may hold
    """A value as people read it; the names of members are said as words."""
    if waarde is None or waarde == "":
        return "niet ingevuld"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Mapping):
        delen = [
            (leesbaar(naam), een) for naam, een in waarde.items() if een not in (None, "", [], {})
        ]
        if len(delen) == 1:
            return als_tekst(delen[0][1])
        return "; ".join(f"{naam}: {als_tekst(een)}" for naam, een in delen)
    if isinstance(waarde, list):
        return "; ".join(_als_rij(een) for een in waarde) or "niets"
    tekst = str(waarde)
    if not _DAG.match(tekst):
        return tekst
    try:
        return dag(tekst)
    except ValueError:
        return f"in {tekst[:4]}"


def _als_rij(een: Any) -> str:  # noqa: ANN401 - one of a list
    """Of two members the first says what it is about and the second what is said of it."""
    if isinstance(een, Mapping) and len(een) == _TWEE:
        eerste, tweede = een.values()
        if isinstance(eerste, str) and eerste and tweede not in (None, "", [], {}):
            return f"{eerste}: {als_tekst(tweede)}"
    return als_tekst(een)


def leesbaar(lid: str) -> str:
    """The name of a member as words: `restacties`, `eerdere interventie`."""
    return _WOORD.sub(" ", lid).lower()


def waarde_van(gegevens: Mapping[str, Any] | None) -> str:
    """What one item says: of a single member only its value."""
    if not gegevens:
        return "niets"
    if len(gegevens) == 1:
        return als_tekst(next(iter(gegevens.values())))
    return als_tekst(gegevens)


Tabel: TypeAlias = tuple[str, list[str], list[list[str]]]
"""What stands above it, its columns, and its rows."""


def tabellen_van(inhoud: Mapping[str, Any]) -> tuple[list[Tabel], dict[str, Any]]:
    """The lists in which every row says the same of another thing, as tables; and the rest."""
    tabellen: list[Tabel] = []
    rest = {}
    for naam, waarde in inhoud.items():
        if not _is_tabel(waarde):
            rest[naam] = waarde
            continue
        leden = list(dict.fromkeys(lid for rij in waarde for lid in rij))
        rijen = [[als_tekst(rij.get(lid)) for lid in leden] for rij in waarde]
        tabellen.append(
            (hoofdletter(leesbaar(naam)), [hoofdletter(leesbaar(een)) for een in leden], rijen)
        )
    return tabellen, rest


def _is_tabel(waarde: Any) -> bool:  # noqa: ANN401 - any JSON
    return (
        isinstance(waarde, list)
        and bool(waarde)
        and all(isinstance(een, Mapping) and len(een) >= _TWEE for een in waarde)
    )


def onderdeelregels(
    onderdelen: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, namen: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The items by person, in the order of the message."""
    personen: dict[str, dict[str, Any]] = {}
    for een in onderdelen:
        wie = een.get("persoon") or een.get("deelnemer") or een.get("betrokkene") or ""
        nummer = schuilnummer(een["betrokkene"]) if een.get("betrokkene") else ""
        regel = personen.setdefault(
            wie,
            {
                "naam": namen.get(wie) or (f"Schuilnummer {nummer}" if nummer else "Onbekend"),
                "nummer": nummer,
                "gegevens": [],
                "mag": True,
            },
        )
        regel["mag"] = regel["mag"] and een.get("mag", True)
        regel["gegevens"].append(
            {
                "titel": begrippen.kort("gegevenssoorten", een.get("gegevenssoort")),
                "waarde": waarde_van(een.get("gegevens")),
                "mag": een.get("mag", True),
                "grond": een.get("grond"),
                "redenen": een.get("redenen") or [],
            }
        )
    return list(personen.values())


def vraagregel(vraag: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One question in words: whose turn it is."""
    binnen = vraag["richting"] == "in"
    ander = begrippen.partij(vraag["van"] if binnen else vraag["aan"])
    if vraag["teruggenomenOp"]:
        stand, kleur = "Ingetrokken", ""
    elif vraag["vervallen"]:
        stand, kleur = "Vervallen", ""
    elif vraag["beantwoordOp"]:
        stand, kleur = "Beantwoord", "goed"
    else:
        stand, kleur = ("Wacht op u", "let-op") if binnen else ("Wacht op antwoord", "")
    return {
        "id": vraag["id"],
        "groep": vraag["groep"],
        "titel": f"Vraag van {ander}" if binnen else f"Onze vraag aan {ander}",
        "stand": stand,
        "kleur": kleur,
        "op": vraag["gemaaktOp"],
        "open": binnen and bool(vraag["teBeantwoorden"]),
    }
