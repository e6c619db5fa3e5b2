"""What an intake is: a code for one signal, by an organisation that is no party (5.3; E12). Pure.

Whoever has the code may write one text about the group; nothing comes back with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from secrets import choice
from typing import Final

from shared.partij.fouten import PartijFout
from shared.web.meldingen import Invoerfout

#: Signs that nobody mistakes for another on paper or over the telephone.
_ALFABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTE: Final = 30
_GROEP: Final = 5
_TUSSEN = re.compile(r"[\s-]+")
_OPMAAK = re.compile(r"[<>{}`]")
_FORMULE = frozenset("=+@|%")


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


def opmaakfouten(pad: str, tekst: str) -> Iterator[Invoerfout]:
    """Everything in a text that a screen or a spreadsheet might take for more than words."""
    for plek, teken in enumerate(tekst, 1):
        vorm = unicodedata.normalize("NFKC", teken)
        if _OPMAAK.search(vorm):
            zin = f"teken {plek}: hier staat opmaak ({vorm}); schrijf gewone zinnen"
            yield Invoerfout(pad, zin)
    begin = 0
    for regel in tekst.splitlines(keepends=True):
        # What shows nothing does not keep a spreadsheet from reading what comes after it.
        te_zien = [een for een in enumerate(regel, 1) if unicodedata.category(een[1]) != "Cf"]
        while te_zien and te_zien[0][1].isspace():
            te_zien.pop(0)
        eerste = unicodedata.normalize("NFKC", "".join(teken for _, teken in te_zien[:2]))
        streepje = eerste[:1] == "-" and eerste[1:] not in ("", " ")
        if eerste[:1] in _FORMULE or streepje:
            plek = begin + te_zien[0][0]
            yield Invoerfout(pad, f"teken {plek}: zo begint een formule; begin met een woord")
        begin += len(regel)
