"""W3C Trace Context: which request this is, in our logs and in those of who called us.

An incoming `traceparent` is continued; anything else starts a new trace. Each request gets a span
of its own. The current one is in a context variable, so that an outgoing call can pass it on.
"""

import os
import re
from contextvars import ContextVar
from dataclasses import dataclass

_VORM = re.compile(rb"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_VERZOEK_ID = re.compile(r"[A-Za-z0-9._~+/=-]{1,128}")


@dataclass(frozen=True, slots=True)
class Spoor:
    """The place of one request in a trace: hex ids, 32 and 16 long."""

    trace_id: str
    span_id: str
    ouder_id: str | None
    vlaggen: str

    @property
    def traceparent(self) -> str:
        """The header for calls made on behalf of this request."""
        return f"00-{self.trace_id}-{self.span_id}-{self.vlaggen}"


huidig_spoor: ContextVar[Spoor | None] = ContextVar("huidig_spoor", default=None)


def lees_spoor(kop: bytes | None) -> Spoor:
    """Continue the trace of a `traceparent` header, or start one (Trace Context, 3.2 and 4.3)."""
    span_id = os.urandom(8).hex()
    match = None if kop is None else _VORM.fullmatch(kop)
    if match is not None:
        versie, trace, ouder, vlaggen, rest = match.groups()
        nul = trace == b"0" * 32 or ouder == b"0" * 16
        if versie != b"ff" and not nul and (versie != b"00" or rest is None):
            # Alleen de vlag 'sampled' kennen we; onbekende vlaggen gaan niet verder.
            gekozen = f"{int(vlaggen, 16) & 1:02x}"
            return Spoor(trace.decode(), span_id, ouder.decode(), gekozen)
    return Spoor(os.urandom(16).hex(), span_id, None, "01")


def lees_verzoek_id(kop: bytes | None, spoor: Spoor) -> str:
    """The caller's `X-Request-ID` when it is a plain token, else our own."""
    waarde = None if kop is None else kop.decode("latin-1")
    return waarde if waarde is not None and _VERZOEK_ID.fullmatch(waarde) else spoor.span_id
