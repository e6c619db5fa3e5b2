"""The one source of time: whoever needs to know what time it is, is handed a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Klok: TypeAlias = Callable[[], datetime]
"""Gives an aware datetime in UTC."""


def nu_utc() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)
