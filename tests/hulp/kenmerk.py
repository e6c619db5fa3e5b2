"""Een kenmerk om mee te proberen, wanneer het er niet toe doet van welk moment het is."""

from __future__ import annotations

import secrets
import time
import uuid


def nieuw_id() -> str:
    """Een nieuw UUIDv7 op de klok van deze machine.

    Buiten de reeks van het proces om: die volgt de klok van de proef, en een kenmerk van vandaag
    ertussen zou haar opnieuw laten beginnen, zodat wat later komt niet meer later heet.
    """
    ms, toeval = time.time_ns() // 1_000_000, secrets.randbits(74)
    hoog, laag = toeval >> 62, toeval & (2**62 - 1)
    return str(uuid.UUID(int=(ms << 80) | (0x7 << 76) | (hoog << 64) | (0b10 << 62) | laag))
