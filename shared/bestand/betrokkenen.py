"""Whom a row of this party's file is about, for the log of processing.

It follows from the columns: a reference to a person, or a pseudonym within a group where the file
knows no more. A new table is therefore recorded without anybody having to say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import inspect

from shared.bestand.tabellen import PersoonRij
from shared.dataverwerkingen.regels import Betrokkene, in_groep, persoon

_PERSOONSVELDEN: Final = ("persoon_id", "kind_id", "ouder_id")
_BEKEND: Final[dict[type[Any], tuple[tuple[str, ...], bool]]] = {}


def betrokkenen_van(rij: Any) -> Iterable[Betrokkene]:  # noqa: ANN401 - a row of any table
    """The people behind a mapped row; looks at loaded values only, so it never queries."""
    soort = type(rij)
    if soort not in _BEKEND:
        _BEKEND[soort] = _velden(soort)
    velden, pseudoniem = _BEKEND[soort]
    waarden = rij.__dict__
    if velden:
        return [persoon(waarden[veld]) for veld in velden if waarden.get(veld)]
    if pseudoniem and waarden.get("groep") and waarden.get("betrokkene"):
        return [in_groep(waarden["groep"], waarden["betrokkene"])]
    return ()


def _velden(soort: type[Any]) -> tuple[tuple[str, ...], bool]:
    """Which columns of a table name a person, and whether it names a pseudonym in a group."""
    if soort is PersoonRij:
        return ("id",), False
    namen = set(inspect(soort).columns.keys())
    return tuple(v for v in _PERSOONSVELDEN if v in namen), {"groep", "betrokkene"} <= namen
