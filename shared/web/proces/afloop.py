"""How a command of a process ends: its own exit code, or a sentence about what is wrong.

Who starts a process is an operator. What he can mend is said in Dutch on standard error with exit
code 2; a fault of the program itself is a line in the log without its text, and exit code 3.
"""

import sys
from collections.abc import Callable

import structlog

from shared.bericht.fouten import BerichtFout
from shared.kluis.fouten import KluisFout
from shared.opslag.bestandsfout import waarom_niet
from shared.opslag.fouten import DatabankFout
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.logregels import beschrijf
from shared.web.proces.server import NietGestart

ONBRUIKBAAR = 2
EIGEN_FOUT = 3
_HULP = """\
Elke instelling met uitleg: driehoek configuratie voorbeeld ONDERDEEL.
Elke fout, voor u start: driehoek configuratie controleer BESTAND."""
_BEKEND: tuple[type[Exception], ...] = (
    OngeldigeInstellingen,
    DatabankFout,
    KluisFout,
    BerichtFout,
    NietGestart,
)


def voer_uit(opdracht: Callable[[], int], *ook: type[Exception]) -> int:
    """Run `opdracht` and return its exit code, or that of what went wrong.

    `ook`: roots of faults that speak for themselves, of rooms this one does not know.
    """
    try:
        return opdracht()
    except OngeldigeInstellingen as fout:
        _zeg(f"{fout}\n{_HULP}")
        return ONBRUIKBAAR
    except _BEKEND + ook as fout:
        _zeg(str(fout))
        return ONBRUIKBAAR
    except OSError as fout:
        _zeg(f"{fout.filename or 'Een bestand'} is niet te gebruiken: {waarom_niet(fout)}")
        return ONBRUIKBAAR
    except Exception as fout:  # noqa: BLE001 - de tekst ervan kan over een mens gaan
        structlog.get_logger().error("afgebroken", **beschrijf(type(fout), fout.__traceback__))
        _zeg(f"Afgebroken door een fout in het programma zelf: {type(fout).__qualname__}.")
        return EIGEN_FOUT


def _zeg(zin: str) -> None:
    print(zin, file=sys.stderr)  # noqa: T201 - dit leest wie het proces start
