"""A bound of a value, as a Dutch reader says it: `1 januari 2000`, `0,5`.

pydantic gives a bound in a fault as the thing itself, as ISO text, or as Python would print it
(`datetime.datetime(2000, 1, 1, …)`), depending on where the bound was declared.
"""

import re
from datetime import UTC, date, datetime
from typing import Final

_MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_PYTHON = re.compile(
    r"datetime\.(?:datetime|date)\((\d+(?:, \d+){2,6})(?:, (?:tzinfo|fold)=[^,]*)*\)"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?", re.ASCII)


def als_moment(grens: object) -> str | None:
    """The day or moment this bound is, in words; None when it is something else."""
    if isinstance(grens, date):
        return _in_woorden(grens)
    if not isinstance(grens, str):
        return None
    python = _PYTHON.fullmatch(grens)
    if python is not None:
        return _in_woorden(_uit_delen([int(deel) for deel in python[1].split(", ")]))
    if _ISO.fullmatch(grens):
        try:
            return _in_woorden(datetime.fromisoformat(grens.replace("Z", "+00:00")))
        except ValueError:
            return None
    return None


def als_tekst(grens: object) -> str:
    """Any other bound: numbers as they are written here, the rest as text."""
    if isinstance(grens, float):
        return str(int(grens)) if grens.is_integer() else str(grens).replace(".", ",")
    return str(grens).replace(" or ", " of ")


def _uit_delen(delen: list[int]) -> date:
    """Year, month, day and what follows; a bound we declare is in UTC."""
    if len(delen) == 3:
        return date(*delen)
    return datetime(*delen, tzinfo=UTC)  # type: ignore[arg-type,misc]


def _in_woorden(moment: date) -> str:
    dag = f"{moment.day} {_MAANDEN[moment.month - 1]} {moment.year}"
    if not isinstance(moment, datetime):
        return dag
    utc = moment if moment.tzinfo is None else moment.astimezone(UTC)
    if (utc.hour, utc.minute) == (0, 0):
        return dag
    return f"{dag} {utc.hour}.{utc.minute:02} uur (UTC)"
