"""When to try again: `Retry-After` of a peer (RFC 9110, 10.2.3), as seconds or as a date."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from httpx import Headers

_MAX_CIJFERS = 9
MAX_WACHT = 24 * 3600.0
"""The longest anybody may ask us to wait, in seconds."""


def gevraagd_geduld(koppen: Headers, nu: datetime, hoogstens: float) -> float | None:
    """How many seconds the peer asks to wait, `hoogstens` this long; None when it asks nothing.

    A date in the past asks for nothing more than that: 0. What is neither is no question.
    """
    waarde = koppen.get("retry-after", "").strip()
    if waarde.isascii() and waarde.isdigit():
        return min(float(waarde[:_MAX_CIJFERS]), hoogstens)
    try:
        moment = parsedate_to_datetime(waarde)
    except ValueError:
        return None
    if moment.tzinfo is None:
        # RFC 9110, 5.6.7: een datum is in UTC, ook in de oude schrijfwijze die dat niet zegt.
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - nu).total_seconds(), 0.0), hoogstens)
