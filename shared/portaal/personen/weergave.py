"""How a person and his data are said: a date of birth known in part, where something came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from shared.portaal.schermen.gegevens import als_tekst, leesbaar
from shared.portaal.weergave import MAANDEN, dag, hoofdletter, lees_dag
from shared.portaal.woorden import Woordenlijst, eigen_woorden

_CODE = re.compile(r"^(?:[a-z]+(?:_[a-z]+)*|\d{1,2}|[A-Z0-9_]{3,})$")
_MAAND_JAAR = re.compile(r"^(\d{1,2})-(\d{4})$")
_JAAR = re.compile(r"^\d{4}$")


def geboren(waarde: str | None) -> str:
    """`3 februari 2010`, or what is known of it: `in februari 2010`, `in 2010`."""
    if not waarde:
        return "onbekend"
    jaar, maand, dagdeel = waarde.split("-")
    if dagdeel != "00":
        return dag(waarde)
    return f"in {jaar}" if maand == "00" else f"in {MAANDEN[int(maand) - 1]} {jaar}"


def lees_geboren(tekst: str) -> str | None:
    """As the service writes it, from `3-2-2010`, `2-2010` or `2010`; None for no date."""
    heel = lees_dag(tekst)
    if heel is not None:
        return heel.isoformat()
    maand = _MAAND_JAAR.match(tekst)
    if maand is not None and 1 <= int(maand[1]) <= 12:
        return f"{maand[2]}-{int(maand[1]):02}-00"
    return f"{tekst}-00-00" if _JAAR.match(tekst) else None


def getypt(waarde: str | None) -> str:
    """The other way round, to stand in a field."""
    if not waarde:
        return ""
    jaar, maand, dagdeel = waarde.split("-")
    if maand == "00":
        return jaar
    return f"{int(maand)}-{jaar}" if dagdeel == "00" else f"{int(dagdeel)}-{int(maand)}-{jaar}"


def veldnaam(lid: str) -> str:
    """What a member is called: in the words of the portal, else its own name as words."""
    return hoofdletter(eigen_woorden()["velden"].get(lid) or leesbaar(lid))


Keuzewoorden: TypeAlias = Mapping[str, Mapping[str, str]]
"""By member, what its choices are called."""


def keuzewoord(lid: str, code: str, begrippen: Woordenlijst, eigen: Keuzewoorden) -> str:
    """A choice as people read it: in the words of the party, of the portal, of the covenant. A
    number is a word of no list: each list has its own."""
    woord = eigen.get(lid, {}).get(code) or eigen_woorden()["keuzes"].get(code)
    if woord is None and not code.isdigit():
        naam = begrippen.naam_van(code)
        woord = naam if naam != code else leesbaar(code).replace("_", " ")
    return hoofdletter(woord or code)


def ingevuld(
    gegevens: Mapping[str, Any], begrippen: Woordenlijst, eigen: Keuzewoorden
) -> list[tuple[str, str]]:
    """What stands in a record, line by line; a bare yes or no only where it says yes."""
    return [
        (veldnaam(lid), keuzewoord(lid, een, begrippen, eigen) if _is_code(een) else als_tekst(een))
        for lid, een in gegevens.items()
        if een not in (None, "", [], {}, False)
    ]


def _is_code(waarde: Any) -> bool:  # noqa: ANN401 - what a member may hold
    return isinstance(waarde, str) and _CODE.match(waarde) is not None


def wat_beperkt(een: Mapping[str, Any], begrippen: Woordenlijst) -> str:
    """What of somebody nobody uses now."""
    if een["gegevenssoort"]:
        return begrippen.kort("gegevenssoorten", een["gegevenssoort"])
    return "één gegeven" if een["gegevenId"] else "alles over deze persoon"
