"""Een kenmerk om mee te proberen, wanneer het er niet toe doet van welk moment het is."""

from __future__ import annotations

from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import nu_utc


def nieuw_id() -> str:
    """Een nieuw UUIDv7 op de klok van deze machine."""
    return uuid7(nu_utc())
