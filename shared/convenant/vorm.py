"""How untrusted JSON becomes typed values, and how every fault in it is told in Dutch.

Field types that accept exactly what JSON Schema 2020-12 with format assertion accepts, and the
translation of pydantic's errors to ``Fout(pad, melding)`` with a JSON Pointer (RFC 6901) path.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails, PydanticCustomError

_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIJDSTIP = re.compile(
    r"(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,6}))?Z", re.ASCII
)
_MAX_WAARDE_IN_MELDING = 60
_VREEMD_IN_BERICHT = "komt in dit bericht niet voor en wordt geweigerd"


class Fout(NamedTuple):
    """One fault in a document: where (JSON Pointer, ``""`` is the whole) and what, in Dutch."""

    pad: str
    melding: str

    def __str__(self) -> str:
        return f"{self.pad}: {self.melding}" if self.pad else self.melding


class Vorm(BaseModel):
    """Base of every closed object: immutable, strict, camelCase outside, no unknown members."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=False,
    )


def _geheel_getal(waarde: object) -> object:
    # JSON Schema counts 1.0 as an integer, and true not.
    if isinstance(waarde, float) and waarde.is_integer():
        return int(waarde)
    return waarde


def _niet_null(waarde: object) -> object:
    if waarde is None:
        raise PydanticCustomError("niet_null", "mag ontbreken, maar niet null zijn")
    return waarde


def _datum(waarde: object) -> date:
    if not isinstance(waarde, str):
        raise PydanticCustomError("datum", "moet een datum zijn (tekst, JJJJ-MM-DD)")
    try:
        if _DATUM.fullmatch(waarde):
            return date.fromisoformat(waarde)
    except ValueError:
        pass
    raise PydanticCustomError(
        "datum", "{gekregen} is geen bestaande datum (JJJJ-MM-DD)", {"gekregen": kort(waarde)}
    )


def _tijdstip(waarde: object) -> datetime:
    if not isinstance(waarde, str):
        raise PydanticCustomError("tijdstip", "moet een tijdstip zijn (tekst volgens RFC 3339)")
    gevonden = _TIJDSTIP.fullmatch(waarde)
    try:
        if gevonden is not None:
            dag, tijd, fractie = gevonden.groups()
            micro = (fractie or "").ljust(6, "0")
            return datetime.fromisoformat(f"{dag}T{tijd}.{micro}+00:00")
    except ValueError:
        pass
    raise PydanticCustomError(
        "tijdstip",
        "{gekregen} is geen tijdstip in UTC, zoals 2026-11-23T12:00:00Z",
        {"gekregen": kort(waarde)},
    )


def tijdstip_tekst(moment: datetime) -> str:
    """UTC with ``Z``, in whole milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Datum = Annotated[date, BeforeValidator(_datum)]
Tijdstip = Annotated[datetime, BeforeValidator(_tijdstip)]
Geheel = BeforeValidator(_geheel_getal)
Stapnummer = Annotated[int, Geheel, Field(ge=1, le=7)]
Uuid = Annotated[
    str,
    StringConstraints(
        pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    ),
]
#: A code of the covenant file's vocabulary; whether it is one, the rules tell (profile, 1.1).
Woordcode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
#: base64url of a SHA-256.
Commitment = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
Partijcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]

#: May be absent, may not be null: ``veld: Annotated[str | None, NietNull] = None``.
NietNull = BeforeValidator(_niet_null)
#: JSON arrays become tuples; strictness of the items is kept.
Rij = Field(strict=False)


def kort(waarde: object) -> str:
    """A value as shown in a sentence: in quotes, cut off where it gets long."""
    tekst = str(waarde)
    if len(tekst) > _MAX_WAARDE_IN_MELDING:
        tekst = tekst[: _MAX_WAARDE_IN_MELDING - 1] + "…"
    return f"'{tekst}'"


def json_pointer(plek: Sequence[int | str]) -> str:
    """RFC 6901 pointer of a place in a document."""
    return "".join("/" + str(deel).replace("~", "~0").replace("/", "~1") for deel in plek)


def fouten_uit(
    fouten: Sequence[ErrorDetails], vreemd: str = _VREEMD_IN_BERICHT
) -> tuple[Fout, ...]:
    """pydantic's errors as Dutch faults, in document order, each place once.

    `vreemd`: what is said of a name that is not known, by who reads something else than a message.
    """
    gezien = {Fout(json_pointer(_plek(fout)), _melding(fout, vreemd)): None for fout in fouten}
    return tuple(gezien)


def _plek(fout: ErrorDetails) -> tuple[int | str, ...]:
    """Where it is; of a name that has not the form of one, the name itself."""
    plek = fout["loc"]
    in_naam = plek[-1:] == ("[key]",) and fout["type"] != "extra_forbidden"
    return plek[:-1] if in_naam else plek


def _keuze(context: Mapping[str, Any]) -> str:
    return f"moet een van deze zijn: {str(context.get('expected', '')).replace(' or ', ' of ')}"


_VASTE_MELDINGEN = {
    "missing": "ontbreekt, maar is verplicht",
    "string_type": "moet tekst zijn",
    "string_unicode": "moet geldige Unicode-tekst zijn",
    "int_type": "moet een geheel getal zijn",
    "int_from_float": "moet een geheel getal zijn",
    "bool_type": "moet true of false zijn",
    "model_type": "moet een object zijn",
    "model_attributes_type": "moet een object zijn",
    "dict_type": "moet een object zijn",
    "tuple_type": "moet een lijst zijn",
    "list_type": "moet een lijst zijn",
}

_MELDINGEN_MET_WAARDE: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "literal_error": _keuze,
    "string_pattern_mismatch": lambda c: f"heeft niet de vorm {c.get('pattern')}",
    "string_too_short": lambda c: f"moet ten minste {c.get('min_length')} teken(s) lang zijn",
    "string_too_long": lambda c: f"mag ten hoogste {c.get('max_length')} tekens lang zijn",
    "too_short": lambda c: f"moet ten minste {c.get('min_length')} waarde(n) hebben",
    "too_long": lambda c: f"mag ten hoogste {c.get('max_length')} waarden hebben",
    "greater_than_equal": lambda c: f"moet ten minste {c.get('ge')} zijn",
    "less_than_equal": lambda c: f"mag ten hoogste {c.get('le')} zijn",
}


def _melding(fout: ErrorDetails, vreemd: str) -> str:
    soort = fout["type"]
    if soort == "extra_forbidden":
        return vreemd
    if soort in _VASTE_MELDINGEN:
        return _VASTE_MELDINGEN[soort]
    if soort in _MELDINGEN_MET_WAARDE:
        return _MELDINGEN_MET_WAARDE[soort](fout.get("ctx", {}))
    return fout["msg"]
