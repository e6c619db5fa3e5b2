"""Calendar terms: how long something lasts, counted in days on the wall calendar.

A term is an ISO 8601 duration of years, months and days (``P1Y``, ``P12M``, ``P30D``); there are no
hours, because the covenant and the law count in days. The last day of a term still counts: what
was recorded on 23 November 2025 is not older than ``P1Y`` on 23 November 2026. Where the target
month is too short the last day of that month is taken (29 February plus a year is 28 February).
Results beyond the calendar stop at its first or last day instead of raising, so that the decision
stays total for every input the schema admits.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_ZATERDAG = 5
_VORM = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?")


class OngeldigeTermijn(ValueError):
    """The text is not a term of years, months and days."""


class Termijn(NamedTuple):
    """A calendar term: whole months and whole days (a year is twelve months)."""

    maanden: int
    dagen: int

    @classmethod
    def lees(cls, tekst: str) -> "Termijn":
        """Read an ISO 8601 duration of years, months and days; else ``OngeldigeTermijn``."""
        gevonden = _VORM.fullmatch(tekst)
        if gevonden is None:
            raise OngeldigeTermijn(
                f"'{tekst}' is geen termijn van jaren, maanden en dagen, zoals P1Y of P30D"
            )
        jaren, maanden, dagen = (int(deel or 0) for deel in gevonden.groups())
        return cls(jaren * 12 + maanden, dagen)

    def als_tekst(self) -> str:
        """What ``lees`` reads, in whole years where there are any: ``P1Y6M``; ``P0D`` for none."""
        delen = zip((*divmod(self.maanden, 12), self.dagen), "YMD", strict=True)
        return f"P{''.join(f'{een}{letter}' for een, letter in delen if een) or '0D'}"


def plus(datum: date, termijn: Termijn | str) -> date:
    """The last day of a term that starts on ``datum``."""
    term = Termijn.lees(termijn) if isinstance(termijn, str) else termijn
    return _verschuif(datum, term.maanden, term.dagen)


def min_(datum: date, termijn: Termijn | str) -> date:
    """The day that lies a term before ``datum``."""
    term = Termijn.lees(termijn) if isinstance(termijn, str) else termijn
    return _verschuif(datum, -term.maanden, -term.dagen)


def na_werkdagen(begin: date, aantal: int) -> date:
    """The last day of a term in working days; Saturday and Sunday do not count, holidays do."""
    dag = begin
    while aantal and dag < date.max:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < _ZATERDAG
    return dag


def datum_nl(tijdstip: datetime) -> date:
    """The date in Europe/Amsterdam at this instant (an aware datetime)."""
    if tijdstip.tzinfo is None:
        raise ValueError("een tijdstip zonder tijdzone heeft geen datum in Nederland")
    try:
        return tijdstip.astimezone(_AMSTERDAM).date()
    except OverflowError:
        # Only the first and last day of the calendar can fall off it by their offset.
        return date.min if tijdstip.year == date.min.year else date.max


def begin_nl(datum: date) -> datetime:
    """The first moment of a day in Europe/Amsterdam, in UTC."""
    return als_utc(datetime.combine(datum, time.min, _AMSTERDAM))


def als_utc(tijdstip: datetime) -> datetime:
    """The same instant in UTC; the edges of the calendar stay as they are."""
    try:
        return tijdstip.astimezone(UTC)
    except OverflowError:
        return tijdstip


def _verschuif(datum: date, maanden: int, dagen: int) -> date:
    volgnummer = datum.year * 12 + (datum.month - 1) + maanden
    jaar, maand = divmod(volgnummer, 12)
    if jaar < date.min.year:
        return date.min
    if jaar > date.max.year:
        return date.max
    dag = min(datum.day, monthrange(jaar, maand + 1)[1])
    try:
        return date(jaar, maand + 1, dag) + timedelta(days=dagen)
    except OverflowError:
        return date.min if dagen < 0 else date.max
