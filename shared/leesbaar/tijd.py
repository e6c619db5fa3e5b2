"""Days and moments as people in the Netherlands read them. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
_DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z", re.ASCII)


def datum_tekst(dag: date) -> str:
    """Such as ``24 november 2026``."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def lokaal(moment: datetime) -> datetime:
    """The moment on the clock of the Netherlands; an aware datetime in and out.

    At the very ends of the calendar, where that clock has no day for it, in UTC.
    """
    try:
        return moment.astimezone(_AMSTERDAM)
    except OverflowError:
        return moment.astimezone(UTC)


def moment_tekst(moment: datetime) -> str:
    """Such as ``24 november 2026, 13:00:00 uur (12:00:00 UTC)``."""
    hier, utc = lokaal(moment), moment.astimezone(UTC)
    andere_dag = "" if hier.date() == utc.date() else f"{datum_tekst(utc.date())}, "
    return f"{datum_tekst(hier.date())}, {hier:%H:%M:%S} uur ({andere_dag}{utc:%H:%M:%S} UTC)"


def als_tijd(tekst: str) -> str | None:
    """A day or a UTC moment in words; None for a text that is neither."""
    try:
        if _DAG.fullmatch(tekst):
            return datum_tekst(date.fromisoformat(tekst))
        if _MOMENT.fullmatch(tekst):
            return moment_tekst(datetime.fromisoformat(tekst))
    except ValueError:
        # Zo geschreven, maar die dag is er niet.
        return None
    return None
