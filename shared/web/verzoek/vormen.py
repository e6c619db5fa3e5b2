"""Values in JSON, a path or a query that have one spelling only, as their OpenAPI schema says.

pydantic also takes a number for a moment, a text for a number, `"no"` for false and `1_0` for ten.
What is taken for something else than was meant gives another answer than was asked for; so those
are faults here. The route class puts these checks before every value that comes in
(`strengheid.py`); the types at the end are for models that are read elsewhere too.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    WithJsonSchema,
)

_TIJDSTIP = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII | re.IGNORECASE
)
_DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIJD = re.compile(
    r"\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII | re.IGNORECASE
)
_CIJFERS = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_GETAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_REGELEINDEN = re.compile(r"[\n\t\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_EERSTE_DAG, _LAATSTE_DAG = date(1, 1, 2), date(9999, 12, 30)
_WAARHEDEN = {"true": True, "false": False}


def tijdstip(waarde: object) -> object:
    """A moment with its time zone (RFC 3339); as text, or one that was read already."""
    if isinstance(waarde, datetime) or (isinstance(waarde, str) and _TIJDSTIP.fullmatch(waarde)):
        return waarde
    raise ValueError("moet een tijdstip met tijdzone zijn (jjjj-mm-ddTuu:mm:ssZ)")


def dag(waarde: object) -> object:
    """A calendar day (RFC 3339, full-date)."""
    if isinstance(waarde, date) or (isinstance(waarde, str) and _DAG.fullmatch(waarde)):
        return waarde
    raise ValueError("moet een datum zijn (jjjj-mm-dd)")


def tijd(waarde: object) -> object:
    """A time of the day."""
    if isinstance(waarde, time) or (isinstance(waarde, str) and _TIJD.fullmatch(waarde)):
        return waarde
    raise ValueError("moet een tijd zijn (uu:mm:ss)")


def op_de_kalender(waarde: Any) -> Any:  # noqa: ANN401 — een dag of een tijdstip
    """A day or moment that every time zone and every store can say: not the calendar's very ends.

    `0001-01-01T00:00:00+01:00` is a day before there were any.
    """
    if isinstance(waarde, datetime):
        zone = None if waarde.tzinfo is None else UTC
        begin = datetime(*_EERSTE_DAG.timetuple()[:3], tzinfo=zone)
        goed = begin <= waarde < datetime(*_LAATSTE_DAG.timetuple()[:3], 23, 59, 59, tzinfo=zone)
    else:
        goed = _EERSTE_DAG <= waarde <= _LAATSTE_DAG
    if not goed:
        raise ValueError("ligt buiten de kalender")
    return waarde


def tekst(waarde: str) -> str:
    """Text that shows what it holds: no control characters but line ends and tabs, none that turn
    its order around (a name from back to front), and something to see where there is anything."""
    if waarde and not any(teken.isprintable() and not teken.isspace() for teken in waarde):
        raise ValueError("is leeg: er staat niets in dat iemand ziet")
    if _STUURTEKENS.search(waarde):
        raise ValueError("bevat stuurtekens")
    return waarde


def op_een_regel(waarde: str) -> str:
    """A name, an address, a code: what is one line on every screen and in every file."""
    if _REGELEINDEN.search(waarde):
        raise ValueError("moet op één regel staan")
    return tekst(waarde)


def geheel_in_json(waarde: object) -> object:
    """A whole number in JSON: no text and no boolean; `1.0` is one (JSON Schema 2020-12)."""
    if isinstance(waarde, float) and waarde.is_integer():
        return int(waarde)
    if isinstance(waarde, bool | str):
        raise ValueError("moet een geheel getal zijn")
    return waarde


def getal_in_json(waarde: object) -> object:
    """A number in JSON: no text and no boolean."""
    if isinstance(waarde, bool | str):
        raise ValueError("moet een getal zijn")
    return waarde


def cijfers(waarde: object) -> object:
    """A whole number in a path or a query, in its one spelling."""
    if isinstance(waarde, str) and not _CIJFERS.fullmatch(waarde):
        raise ValueError("moet een geheel getal zijn, in cijfers zonder voorloopnullen")
    return waarde


def getal_in_tekst(waarde: object) -> object:
    """A number in a path or a query, written as in JSON."""
    if isinstance(waarde, str) and not _GETAL.fullmatch(waarde):
        raise ValueError("moet een getal zijn")
    return waarde


def waar_of_onwaar(waarde: object) -> object:
    """A boolean in JSON: `"no"`, `0` and `"on"` are none."""
    if isinstance(waarde, bool):
        return waarde
    raise ValueError("moet true of false zijn")


def waar_of_onwaar_in_tekst(waarde: object) -> object:
    """A boolean in a path or a query: exactly `true` or `false`."""
    return waar_of_onwaar(_WAARHEDEN.get(waarde, waarde) if isinstance(waarde, str) else waarde)


def uuid_tekst(waarde: object) -> object:
    """A UUID in the one form of RFC 9562; Python also reads braces, signs and underscores."""
    if isinstance(waarde, UUID) or (isinstance(waarde, str) and _UUID.fullmatch(waarde)):
        return waarde
    raise ValueError("moet een UUID zijn")


def _kleine_letters(waarde: str) -> str:
    return str(uuid_tekst(waarde)).lower()


Tijdstip = Annotated[AwareDatetime, BeforeValidator(tijdstip), AfterValidator(op_de_kalender)]
"""A moment with its time zone (RFC 3339)."""

Dag = Annotated[date, BeforeValidator(dag), AfterValidator(op_de_kalender)]
"""A calendar day."""

Geheel = Annotated[int, BeforeValidator(geheel_in_json), Field(strict=True)]
"""A whole number in JSON: no text and no boolean; `1.0` is one (JSON Schema 2020-12)."""

Cijfers = Annotated[int, BeforeValidator(cijfers)]
"""A whole number in a path or a query, in its one spelling."""

Kenmerk = Annotated[
    str, AfterValidator(_kleine_letters), WithJsonSchema({"type": "string", "format": "uuid"})
]
"""A UUID in JSON or in a path, in lower case: one spelling for one thing."""
