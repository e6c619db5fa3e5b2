"""Values in JSON, a path or a query that have one spelling only, as their OpenAPI schema says.

pydantic also takes a number for a moment, a text for a number and `1_0` for ten. What is taken for
something else than was meant gives another answer than was asked for; so those are faults here.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field

_TIJDSTIP = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII | re.IGNORECASE
)
_DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CIJFERS = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)


def _tijdstip(waarde: object) -> object:
    if isinstance(waarde, datetime) or (isinstance(waarde, str) and _TIJDSTIP.fullmatch(waarde)):
        return waarde
    raise ValueError("moet een tijdstip met tijdzone zijn (jjjj-mm-ddTuu:mm:ssZ)")


def _dag(waarde: object) -> object:
    if isinstance(waarde, date) or (isinstance(waarde, str) and _DAG.fullmatch(waarde)):
        return waarde
    raise ValueError("moet een datum zijn (jjjj-mm-dd)")


def _geheel(waarde: object) -> object:
    return int(waarde) if isinstance(waarde, float) and waarde.is_integer() else waarde


def _cijfers(waarde: object) -> object:
    if isinstance(waarde, str) and not _CIJFERS.fullmatch(waarde):
        raise ValueError("moet een geheel getal zijn, in cijfers zonder voorloopnullen")
    return waarde


Tijdstip = Annotated[AwareDatetime, BeforeValidator(_tijdstip)]
"""A moment with its time zone (RFC 3339)."""

Dag = Annotated[date, BeforeValidator(_dag)]
"""A calendar day."""

Geheel = Annotated[int, BeforeValidator(_geheel), Field(strict=True)]
"""A whole number in JSON: no text and no boolean; `1.0` is one (JSON Schema 2020-12)."""

Cijfers = Annotated[int, BeforeValidator(_cijfers)]
"""A whole number in a path or a query, in its one spelling."""
