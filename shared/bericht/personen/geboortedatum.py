"""A date of birth of which the day, or day and month, may be unknown. Pure.

`2010-02-00` is some day of February 2010 and `2010-00-00` some day of 2010, as in the registers of
people who came here without papers. Nothing is filled in: whoever asks something of such a date
gets an answer that holds whichever day it turns out to be. A message carries whole dates only
(profile 2): these stay in a party's own file.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

_VORM = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LAATSTE_JAAR: Final = 9998
DEEL_IN_JSON: Final = r"^[0-9]{4}-(0[0-9]|1[0-2])-00$"
"""A part of a date as a pattern, for a description."""


@dataclass(frozen=True)
class Deeldatum:
    """A year, or a month of a year. `maand` 1 to 12, or None."""

    jaar: int
    maand: int | None = None

    def isoformat(self) -> str:
        """As it is written: `00` for what is not known."""
        return f"{self.jaar:04}-{self.maand or 0:02}-00"


Geboortedatum: TypeAlias = date | Deeldatum
"""A whole date, or what is known of it."""


def lees_geboortedatum(tekst: str) -> Geboortedatum:
    """From `jjjj-mm-dd`, with `00` for an unknown day, or for month and day. Faults: ValueError."""
    delen = _VORM.fullmatch(tekst)
    if delen is None:
        raise ValueError(tekst)
    jaar, maand, dag = map(int, delen.groups())
    if dag:
        return date.fromisoformat(tekst)
    if not 1 <= jaar <= _LAATSTE_JAAR or maand not in range(13):
        raise ValueError(tekst)
    return Deeldatum(jaar, maand or None)


def vroegst(geboren: Geboortedatum) -> date:
    """The first day it can be: who is then at his oldest."""
    if isinstance(geboren, date):
        return geboren
    return date(geboren.jaar, geboren.maand or 1, 1)


def laatst(geboren: Geboortedatum) -> date:
    """The last day it can be: who is then at his youngest."""
    if isinstance(geboren, date):
        return geboren
    maand = geboren.maand or 12
    return date(geboren.jaar, maand, calendar.monthrange(geboren.jaar, maand)[1])


def kan_zelfde_dag_zijn(een: Geboortedatum, ander: Geboortedatum) -> bool:
    """Whether both can be one day."""
    return vroegst(een) <= laatst(ander) and vroegst(ander) <= laatst(een)
