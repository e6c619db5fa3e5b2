"""What must go, why, and when: the one answer everybody asks. Pure: rows and days in, days out.

A thing says what it is, from which days its terms count and whether something still needs it. The
earliest row that destroys decides on which day it goes; what comes before that (put out of use, a
human looks again, somebody is reminded) stands beside it. The last day of a term still counts, so
a thing goes on the day after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from shared.convenant.bewaren.regels import BEWAREN, VERNIETIGEN, Bewaarregel, Bewaarregels
from shared.convenant.termijnen import Termijn, plus

_DAG: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ding:
    """One thing that is kept.

    ``begin``   by the name of a start, the day; a row that counts from another day does not hold
    ``houdt``   an approach still needs it: a row that waits for that gives no day
    ``tot``     the last day on which an approach that is over still keeps it
    """

    id: str
    wat: str
    begin: Mapping[str, date]
    gegevenssoort: str | None = None
    regime: str | None = None
    houdt: bool = False
    tot: date | None = None
    groep: str | None = None
    persoon: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Stap:
    """What one row does with a thing: the day on which it happens, and from when it counted."""

    op: date
    regel: Bewaarregel
    begin: date


@dataclass(frozen=True, slots=True)
class Oordeel:
    """Of one thing: ``weg`` is when it is destroyed, ``None`` for never by itself; ``eerst`` what
    happens before that, the earliest first. ``houdt``: the row that keeps it for now, and since
    when; ``daarna`` when it would be destroyed without that.
    """

    ding: Ding
    weg: Stap | None
    eerst: tuple[Stap, ...] = ()
    houdt: Stap | None = None
    daarna: Stap | None = None


def oordeel(regels: Sequence[Bewaarregel], ding: Ding) -> Oordeel:
    """What the rows say of one thing."""
    stappen = sorted(_stappen(regels, ding), key=lambda een: (een.op, een.regel.code))
    weg = next((een for een in stappen if een.regel.bij_afloop == VERNIETIGEN), None)
    rest = tuple(
        een for een in stappen
        if een.regel.bij_afloop != VERNIETIGEN and (weg is None or een.op < weg.op)
    )  # fmt: skip
    houdt = houdt_vast(regels, ding)
    return Oordeel(ding, weg, rest) if houdt is None else Oordeel(ding, None, rest, houdt, weg)


def houdt_vast(regels: Iterable[Bewaarregel], ding: Ding) -> Stap | None:
    """The row that keeps a thing for now, whatever its terms say; the earliest."""
    gevonden = (
        Stap(ding.begin[een.vanaf], een, ding.begin[een.vanaf])
        for een in regels
        if een.bij_afloop == BEWAREN and een.vanaf in ding.begin and past(een, ding)
    )
    return min(gevonden, key=lambda een: een.op, default=None)


def moet_weg(regels: Bewaarregels, dingen: Iterable[Ding], vandaag: date) -> Iterator[Oordeel]:
    """Of these things, those whose day has come, with why and since when."""
    per_soort: dict[str, tuple[Bewaarregel, ...]] = {}
    for ding in dingen:
        rijen = per_soort.get(ding.wat)
        if rijen is None:
            rijen = per_soort[ding.wat] = regels.over(ding.wat)
        gevonden = oordeel(rijen, ding)
        if gevonden.weg is not None and gevonden.weg.op <= vandaag:
            yield gevonden


def past(regel: Bewaarregel, ding: Ding) -> bool:
    """Whether a row is about this thing at all."""
    return (
        regel.wat == ding.wat
        and (regel.gegevenssoorten is None or ding.gegevenssoort in regel.gegevenssoorten)
        and (regel.regimes is None or ding.regime in regel.regimes)
    )


def eerste_dag_na(begin: date, termijn: Termijn) -> date:
    """The first day on which a term that began there is over."""
    laatste = plus(begin, termijn)
    return laatste if laatste == date.max else laatste + _DAG


def _stappen(regels: Iterable[Bewaarregel], ding: Ding) -> Iterator[Stap]:
    for regel in regels:
        begin = ding.begin.get(regel.vanaf)
        if begin is None or regel.termijn is None or not past(regel, ding):
            continue
        op = eerste_dag_na(begin, regel.termijn)
        if not regel.tijdens_aanpak:
            if ding.houdt:
                continue
            op = op if ding.tot is None or ding.tot == date.max else max(op, ding.tot + _DAG)
        yield Stap(op, regel, begin)
