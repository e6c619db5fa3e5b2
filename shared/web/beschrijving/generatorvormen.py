"""What a generator of clients stumbles over in a description, put as the standard has it.

FastAPI names two classes of one name by the path of their module, and hangs `-Input` or `-Output`
on a class that reads otherwise than it writes. pydantic leaves a bound of a type it cannot put in
JSON Schema under its own keyword. JSON Schema 2020-12 (validation, 6.2) knows other words.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from shared.web.beschrijving.onderdelen import Document

_GRENZEN = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}
_GETALLEN = frozenset({"integer", "number"})
_SCHEMA = "#/components/schemas/"


def geef_namen(document: Document) -> Document:
    """The description with a short name for every schema, in place and where it is named.

    Fault: `ValueError` when two schemas would get one name.
    """
    schemas: Document = document["components"]["schemas"]
    namen = {naam: _korte_naam(naam, schemas) for naam in schemas}
    if len(set(namen.values())) != len(namen):
        dubbel = sorted(n for n in namen.values() if list(namen.values()).count(n) > 1)
        raise ValueError(f"Twee schema's krijgen één naam: {', '.join(dict.fromkeys(dubbel))}.")
    document["components"]["schemas"] = {namen[naam]: schema for naam, schema in schemas.items()}
    hernoemd: Document = _hernoem(document, namen)
    return hernoemd


def _korte_naam(naam: str, alle: Collection[str]) -> str:
    """`shared__partij__apart__begrippen__Stand`: `ApartStand`, after the folder of its module."""
    *pad, eigen = naam.split("__")
    if len(pad) > 1:
        eigen = pad[-2].capitalize() + eigen
    kort, streep, kant = eigen.partition("-")
    if not streep:
        return eigen
    return kort if f"{kort}-{_andere(kant)}" not in alle and kort not in alle else kort + kant


def _andere(kant: str) -> str:
    return "Input" if kant == "Output" else "Output"


def _hernoem(deel: Any, namen: dict[str, str]) -> Any:  # noqa: ANN401 - any part of JSON
    if isinstance(deel, list):
        return [_hernoem(element, namen) for element in deel]
    if not isinstance(deel, dict):
        return deel
    return {
        sleutel: _verwijzing(waarde, namen)
        if isinstance(waarde, str) and waarde.startswith(_SCHEMA)
        else _hernoem(waarde, namen)
        for sleutel, waarde in deel.items()
    }


def _verwijzing(waarde: str, namen: dict[str, str]) -> str:
    naam = waarde.removeprefix(_SCHEMA)
    return _SCHEMA + namen.get(naam, naam)


def zet_grenzen(schema: Document) -> Document:
    """A schema with its bounds in the words of the standard.

    A bound of a time cannot be said in JSON Schema: the sentence with the field says it.
    """
    if not any(woord in schema for woord in _GRENZEN) or "type" not in schema:
        return schema
    soorten = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    getal = not _GETALLEN.isdisjoint(soorten)
    rest = {sleutel: waarde for sleutel, waarde in schema.items() if sleutel not in _GRENZEN}
    grenzen = {_GRENZEN[woord]: schema[woord] for woord in _GRENZEN if woord in schema}
    return rest | grenzen if getal else rest
