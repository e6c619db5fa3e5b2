"""Data about people as text: what stands in a message, field by field, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from shared.portaal.weergave import dag, schuilnummer
from shared.portaal.woorden import Woordenlijst

_DAG = re.compile(r"^\d{4}-\d{2}-\d{2}$")
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
        return "; ".join(f"{naam}: {als_tekst(een)}" for naam, een in delen)
    if isinstance(waarde, list):
        return "; ".join(als_tekst(een) for een in waarde) or "niets"
    tekst = str(waarde)
    if not _DAG.match(tekst):
        return tekst
    try:
        return dag(tekst)
    except ValueError:
        return f"in {tekst[:4]}"


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
