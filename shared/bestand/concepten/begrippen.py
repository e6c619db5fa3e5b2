"""What a concept is: text of somebody who has not sent it yet; how long it stays, how much fits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from shared.vrijetekst.burgernummer import Schrift, bevat_burgernummer

BEWAARD: Final = timedelta(days=7)
HOOGSTENS_BYTES: Final = 64 * 1024
HOOGSTENS_PER_PERSOON: Final = 100
"""How many somebody may have at once: more is no form any more, but a file of one's own."""

Velden = Mapping[str, Sequence[str]]
"""The fields of a form: of each name what was filled in."""


@dataclass(frozen=True)
class Eigenconcept:
    """What somebody filled in; only he reads it."""

    soort: str
    onderwerp: str
    velden: Velden = field(repr=False)
    personen: tuple[str, ...] = field(repr=False)
    gewijzigd_op: datetime
    verloopt_op: datetime


def omvang(velden: Velden) -> int:
    """How many bytes it takes."""
    return len(json.dumps(velden, ensure_ascii=False, separators=(",", ":")).encode())


def met_burgernummer(velden: Velden) -> list[str]:
    """The fields in which a citizen service number may stand."""
    return [
        naam
        for naam, waarden in velden.items()
        if any(bevat_burgernummer(een, Schrift.ZIN) for een in waarden)
    ]
