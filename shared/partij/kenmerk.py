"""Identifiers free of meaning, and the clock everything in a party's service is told by."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

Klok = Callable[[], datetime]
"""The only source of time; returns an aware datetime in UTC."""


def nu_utc() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def nieuw_id() -> str:
    """A UUIDv7 (RFC 9562, 5.7): sorts by time of creation, says nothing else."""
    milliseconden = time.time_ns() // 1_000_000
    getal = (milliseconden << 80) | secrets.randbits(80)
    getal = (getal & ~(0xF << 76)) | (0x7 << 76)
    getal = (getal & ~(0x3 << 62)) | (0x2 << 62)
    return str(uuid.UUID(int=getal))


def gemaakt_op(kenmerk: str) -> datetime:
    """When an identifier of ``nieuw_id`` was made, to the millisecond."""
    return datetime.fromtimestamp((uuid.UUID(kenmerk).int >> 80) / 1000, UTC)


def nieuw_pseudoniem() -> str:
    """A UUIDv4: a pseudonym must not betray when, or next to which person, it was made."""
    return str(uuid.uuid4())
