"""Ids free of meaning: UUID version 7 (RFC 9562), the shape FSC asks of a transaction id."""

from __future__ import annotations

import re
import secrets
import threading
import uuid
from datetime import UTC, datetime, timedelta

_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_TOEVAL_BITS = 74
_MAX_STAP = 2**32
_TERUGGEZETTE_KLOK_MS = int(timedelta(minutes=1) / timedelta(milliseconds=1))


class _Reeks:
    """Ids in time order, increasing within the process (RFC 9562, 6.2 method 2).

    Within one millisecond the random part is raised by a random step, so the order holds and the
    next id still cannot be guessed. A clock that steps back up to a minute does not break the
    order; one that steps back further was set, and a new series begins.
    """

    def __init__(self) -> None:
        self._slot = threading.Lock()
        self._ms = -1
        self._toeval = 0

    def volgende(self, ms: int) -> tuple[int, int]:
        with self._slot:
            if self._ms - _TERUGGEZETTE_KLOK_MS <= ms <= self._ms:
                self._toeval += 1 + secrets.randbelow(_MAX_STAP)
                if self._toeval >> _TOEVAL_BITS:
                    self._ms += 1
                    self._toeval = secrets.randbits(_TOEVAL_BITS - 1)
            else:
                self._ms = ms
                # The top bit stays free, so that a burst has room before the millisecond is full.
                self._toeval = secrets.randbits(_TOEVAL_BITS - 1)
            return self._ms, self._toeval


_reeks = _Reeks()


def uuid7(nu: datetime) -> str:
    """A new UUIDv7 for the moment `nu`, in lower case."""
    ms, toeval = _reeks.volgende(int(nu.timestamp() * 1000))
    hoog, laag = toeval >> 62, toeval & (2**62 - 1)
    waarde = (ms & (2**48 - 1)) << 80 | 0x7 << 76 | hoog << 64 | 0b10 << 62 | laag
    return str(uuid.UUID(int=waarde))


def is_uuid7(tekst: str) -> bool:
    """Whether the text is a UUIDv7 in its one canonical spelling (lower case, with hyphens).

    Other spellings of the same number are refused, because an id is compared as text: a second
    spelling would pass as a second message.
    """
    return _UUID7.fullmatch(tekst) is not None


def gemaakt_op(kenmerk: str) -> datetime:
    """When an id of `uuid7` was made, to the millisecond."""
    return datetime.fromtimestamp((uuid.UUID(kenmerk).int >> 80) / 1000, UTC)


def nieuw_pseudoniem() -> str:
    """A UUIDv4: a pseudonym must not betray when, or next to which person, it was made."""
    return str(uuid.uuid4())
