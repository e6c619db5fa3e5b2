"""The programs' own log: one JSON line per event, with allow-listed keys only.

A log line is a leak. A key that is not in `TOEGESTAAN` is dropped, and that it was dropped is said
by the key `weggelaten`. Never in a line: bodies, query values, names, paths with identifiers, the
text of an exception. What must be found back later belongs in the exchange log, not here.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO

import structlog

TOEGESTAAN = frozenset(
    {
        "event", "level", "timestamp", "onderdeel", "weggelaten",
        # verzoek
        "traceId", "spanId", "verzoekId", "methode", "pad", "status", "duurMs", "vragenMs", "oin",
        # uitwisseling: verwijzingen, nooit inhoud
        "transactieId", "soort", "besluit", "poorten", "bladnummer", "poging", "aantal",
        "partij", "ontvanger", "wachttijdSeconden",
        # fout en beheer
        "fout", "plaats", "controle", "logger", "host", "poort", "versie", "omgeving",
    }
)  # fmt: skip
"""Keys a line may hold. Whoever adds one answers: can this value be about a person?"""

Regel = MutableMapping[str, Any]


def _alleen_toegestaan(_logger: object, _methode: str, regel: Regel) -> Regel:
    weg = [sleutel for sleutel in regel if sleutel not in TOEGESTAAN]
    for sleutel in weg:
        del regel[sleutel]
    if weg:
        regel["weggelaten"] = sorted(weg)
    return regel


def stel_logregels_in(onderdeel: str, uitvoer: TextIO | None = None) -> None:
    """Send structlog and the standard library's logging to `uitvoer` (standard output).

    Called once by the process's entry point, never on import.
    """
    stroom = sys.stdout if uitvoer is None else uitvoer

    def met_onderdeel(_logger: object, _methode: str, regel: Regel) -> Regel:
        regel["onderdeel"] = onderdeel
        return regel

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            met_onderdeel,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _alleen_toegestaan,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: _Regelschrijver(stroom),
        cache_logger_on_first_use=True,
    )
    wortel = logging.getLogger()
    wortel.handlers[:] = [_Bibliotheken()]
    wortel.setLevel(logging.WARNING)


class _Regelschrijver(structlog.WriteLogger):
    """Writes lines; where the stream refuses one (disk full, reader gone) the line is lost.

    What may not be lost stands elsewhere: in the exchange log and in the journal. An error here
    would take the work down with it, up to the worker that empties the outbox.
    """

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg


class _Bibliotheken(logging.Handler):
    """Lines of libraries: the template of the message without its values, and the error's class."""

    def emit(self, record: logging.LogRecord) -> None:
        velden: dict[str, Any] = {"logger": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            velden |= beschrijf(record.exc_info[0], record.exc_info[2])
        sjabloon = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        # Van een kant-en-klaar spoor van een fout blijft de laatste regel: wat er mis was.
        regels = sjabloon.strip().splitlines() or [""]
        structlog.get_logger().log(record.levelno, regels[-1], **velden)


def beschrijf(soort: type[BaseException], spoor: TracebackType | None) -> dict[str, Any]:
    """An error for the log: its class and where it came from, never its text."""
    plaatsen = [
        f"{deel.filename.rsplit('/', 1)[-1]}:{deel.lineno} {deel.name}"
        for deel in traceback.extract_tb(spoor)
    ]
    return {"fout": f"{soort.__module__}.{soort.__qualname__}", "plaats": plaatsen[-8:]}
