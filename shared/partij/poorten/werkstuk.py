"""One thing that awaits somebody, and the order in which things are done. Pure.

An item is derived from a fact and is gone when the fact is: nothing about it is kept. What is
stable about it is its key; a place in the list is the key of an item, so it can be found again when
everything before it was done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shared.bericht.tijd import utc_tekst
from shared.partij.bladeren import Sleutel

_OOIT = date.max
_ZONDAG = 6


class Urgentie(StrEnum):
    """How soon, from the day alone."""

    TE_LAAT = "te_laat"
    VANDAAG = "vandaag"
    DEZE_WEEK = "deze_week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Werkstuk:
    """``soort`` and ``onderwerp`` (a reference) together name it.

    ``recht``: who has it may do it; with ``functies``, only these. ``eigenaar``: the authorisation
    it is with, if of somebody. ``uiterlijk``: its last day, a day in Amsterdam. ``pad``: where in
    this API it is done. No member holds a name or anything else about a person.
    """

    soort: str
    onderwerp: str
    titel: str
    groep: str | None
    recht: str
    eigenaar: str | None
    sinds: datetime
    uiterlijk: date | None
    pad: str
    functies: frozenset[str] | None = None

    @property
    def sleutel(self) -> Sleutel:
        """uiterlijk (or a day after all others), sinds, soort, onderwerp: a total order."""
        dag = self.uiterlijk or _OOIT
        return (dag.isoformat(), utc_tekst(self.sinds), self.soort, self.onderwerp)


@dataclass(frozen=True, slots=True)
class Werkfilter:
    """Which items; what is ``None`` does not matter. ``van``: only what is with this one."""

    soort: str | None = None
    groep: str | None = None
    urgentie: Urgentie | None = None
    van: str | None = None

    def past(self, stuk: Werkstuk, vandaag: date) -> bool:
        """Whether the item is asked for."""
        return (
            self.soort in (None, stuk.soort)
            and self.groep in (None, stuk.groep)
            and self.van in (None, stuk.eigenaar)
            and self.urgentie in (None, urgentie(stuk.uiterlijk, vandaag))
        )


def urgentie(uiterlijk: date | None, vandaag: date) -> Urgentie:
    """Too late, today, up to and including Sunday, or later (also without a day)."""
    if uiterlijk is None:
        return Urgentie.LATER
    if uiterlijk < vandaag:
        return Urgentie.TE_LAAT
    if uiterlijk == vandaag:
        return Urgentie.VANDAAG
    zondag = vandaag + timedelta(days=_ZONDAG - vandaag.weekday())
    return Urgentie.DEZE_WEEK if uiterlijk <= zondag else Urgentie.LATER


def op_volgorde(stukken: Iterable[Werkstuk]) -> list[Werkstuk]:
    """By day, then by how long it has waited; no two items stand in the same place."""
    return sorted(stukken, key=lambda stuk: stuk.sleutel)


def tel(stukken: Iterable[Werkstuk], vandaag: date) -> tuple[Counter[str], Counter[str]]:
    """How many per kind, and per urgency."""
    soorten: Counter[str] = Counter()
    urgenties: Counter[str] = Counter({een.value: 0 for een in Urgentie})
    for stuk in stukken:
        soorten[stuk.soort] += 1
        urgenties[urgentie(stuk.uiterlijk, vandaag).value] += 1
    return soorten, urgenties
