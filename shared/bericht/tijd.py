"""Moments as the wire writes them: RFC 3339, UTC, with a `Z`."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_UTC = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z", re.ASCII)


def utc_tekst(moment: datetime) -> str:
    """`2026-11-23T12:00:00Z`: whole seconds, rounded down. The moment must carry a time zone."""
    if moment.tzinfo is None:
        raise ValueError("Een tijdstip zonder tijdzone is geen moment.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def lees_utc(tekst: object) -> datetime:
    """The moment a text names; `ValueError` for any other form than UTC with a `Z`."""
    if not isinstance(tekst, str) or not _UTC.fullmatch(tekst):
        raise ValueError("Het tijdstip is geen UTC-tijdstip met een Z.")
    return datetime.fromisoformat(tekst)
