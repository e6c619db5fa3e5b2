"""A log of a million leaves: what is measured of it, in a process of its own.

It looks into the search register of the gateway, which nothing here may import: so it is a program
beside the tests (`tests/meting/grootlog.py`), and this runs it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

BLADEN = 1_000_000
_MODULE = "tests.meting.grootlog"


@dataclass(frozen=True)
class Grootlog:
    """What was measured. `geheugen_mb`: resident at a tenth and at all of the leaves."""

    bladen: int
    bewijs_p95_ms: float
    zoek_eerste_p95_ms: float
    zoek_honderdste_p95_ms: float
    checkpoint_p95_ms: float
    geheugen_tiende_mb: float
    geheugen_mb: float

    @property
    def zoek_p95_ms(self) -> float:
        """The slower of the first and the hundredth page."""
        return max(self.zoek_eerste_p95_ms, self.zoek_honderdste_p95_ms)


def meet_grootlog(url: str, bladen: int) -> Grootlog:
    """Fill a log in this database and ask it things."""
    klaar = subprocess.run(
        [sys.executable, "-m", _MODULE, url, str(bladen)],
        stdout=subprocess.PIPE,
        check=True,
    )
    return Grootlog(**json.loads(klaar.stdout))
