"""What an intake is: a code for one signal, by an organisation that is no party (5.3; E12). Pure.

Whoever has the code may write one text about the group; nothing comes back with it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from secrets import choice
from typing import Final

from shared.partij.fouten import PartijFout

#: Signs that nobody mistakes for another on paper or over the telephone.
_ALFABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTE: Final = 30
_GROEP: Final = 5
_TUSSEN = re.compile(r"[\s-]+")


class IntakeGesloten(PartijFout):
    """This code opens nothing (any more)."""

    def __init__(self) -> None:
        super().__init__("Deze code werkt niet (meer). Vraag van wie u hem kreeg een nieuwe.")


class Stand(StrEnum):
    """How an intake stands. Only an open one takes a text."""

    OPEN = "open"
    GEBRUIKT = "gebruikt"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"
    GEBLOKKEERD = "geblokkeerd"


def nieuwe_code() -> str:
    """Thirty signs of thirty each: nobody guesses one. In groups, to be read aloud."""
    tekens = "".join(choice(_ALFABET) for _ in range(_LENGTE))
    return "-".join(tekens[begin : begin + _GROEP] for begin in range(0, _LENGTE, _GROEP))


def hash_van(code: str) -> str:
    """What is kept of a code. However it was typed over, it is the same one."""
    return sha256(_TUSSEN.sub("", code).upper().encode()).hexdigest()


def stand_van(
    *,
    gebruikt: datetime | None,
    ingetrokken: datetime | None,
    geldig_tot: date,
    geweigerd: int,
    vandaag: date,
    hoogstens: int,
) -> Stand:
    """How it stands today. The last day still counts."""
    if gebruikt is not None:
        return Stand.GEBRUIKT
    if ingetrokken is not None:
        return Stand.INGETROKKEN
    if geweigerd >= hoogstens:
        return Stand.GEBLOKKEERD
    return Stand.OPEN if vandaag <= geldig_tot else Stand.VERLOPEN
