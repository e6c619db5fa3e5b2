"""W3C Trace Context: which request this is, in our logs and in those of who called us.

An incoming `traceparent` is continued; anything else, two of them too, starts a new trace. Each
request gets a span of its own. What others added to the trace (`tracestate`) goes on with it
unread. The current one is in a context variable, so that an outgoing call can pass it on.
"""

import os
import re
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

_VORM = re.compile(rb"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_LID = re.compile(
    r"(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})"
    r"=[ -+\--<>-~]{0,255}[!-+\--<>-~]"
)
_MAX_LEDEN, _MAX_STAAT, _LANG_LID = 32, 512, 128
_UUID = re.compile(rb"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_STUURTEKEN = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
MAX_VERZOEK_ID = 1024
"""Bytes of an `X-Request-ID` that we give back; a longer one is no identifier any more."""


@dataclass(frozen=True, slots=True)
class Spoor:
    """The place of one request in a trace: hex ids, 32 and 16 long; `staat` is the tracestate."""

    trace_id: str
    span_id: str
    ouder_id: str | None
    vlaggen: str
    staat: str = ""

    @property
    def traceparent(self) -> str:
        """The header for calls made on behalf of this request."""
        return f"00-{self.trace_id}-{self.span_id}-{self.vlaggen}"

    def koppen(self) -> dict[str, str]:
        """The headers that pass the trace on."""
        uit = {"traceparent": self.traceparent}
        return uit | {"tracestate": self.staat} if self.staat else uit


huidig_spoor: ContextVar[Spoor | None] = ContextVar("huidig_spoor", default=None)


def lees_spoor(kop: bytes | None, staat: bytes = b"") -> Spoor:
    """Continue the trace of a `traceparent` header, or start one (Trace Context, 3.2 and 4.3).

    `staat`: the value of `tracestate`; it belongs to the trace and is dropped with it.
    """
    span_id = os.urandom(8).hex()
    match = None if kop is None else _VORM.fullmatch(kop)
    if match is not None:
        versie, trace, ouder, vlaggen, rest = match.groups()
        nul = trace == b"0" * 32 or ouder == b"0" * 16
        if versie != b"ff" and not nul and (versie != b"00" or rest is None):
            # Alleen de vlag 'sampled' kennen we; onbekende vlaggen gaan niet verder.
            gekozen = f"{int(vlaggen, 16) & 1:02x}"
            return Spoor(trace.decode(), span_id, ouder.decode(), gekozen, lees_staat(staat))
    return Spoor(os.urandom(16).hex(), span_id, None, "01")


def lees_spoor_van(traceparents: Sequence[bytes], tracestates: Sequence[bytes]) -> Spoor:
    """The trace of a request: two `traceparent` lines say nothing certain and count as none."""
    een = traceparents[0] if len(traceparents) == 1 else None
    return lees_spoor(een, b",".join(tracestates))


def lees_staat(kop: bytes) -> str:
    """A `tracestate` to pass on (Trace Context, 3.3); empty when it is not one.

    Of more than 512 characters the long members go first, then the last ones.
    """
    leden = [lid for lid in (deel.strip(" \t") for deel in kop.decode("latin-1").split(",")) if lid]
    if len(leden) > _MAX_LEDEN or not all(_LID.fullmatch(lid) for lid in leden):
        return ""
    if len(",".join(leden)) > _MAX_STAAT:
        leden = [lid for lid in leden if len(lid) <= _LANG_LID]
    while len(",".join(leden)) > _MAX_STAAT:
        leden.pop()
    return ",".join(leden)


def lees_verzoek_id(kop: bytes | None, spoor: Spoor) -> bytes:
    """What goes back as `X-Request-ID`: the caller's, whatever it holds, or else our own.

    Only what would break the answer (a control character) or is no identifier (`MAX_VERZOEK_ID`)
    is replaced. It is for the caller alone: `verzoek_id_in_log` says what a log line may show.
    """
    if kop and len(kop) <= MAX_VERZOEK_ID and not _STUURTEKEN.search(kop):
        return kop
    return spoor.span_id.encode("ascii")


def verzoek_id_in_log(verzoek_id: bytes, spoor: Spoor) -> str:
    """The identifier for a log line: a UUID, or else our own; a line holds no words of a caller."""
    return verzoek_id.decode("ascii") if _UUID.fullmatch(verzoek_id) else spoor.span_id
