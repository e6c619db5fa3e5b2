"""Wat er in een rekencentrum misgaat: een proces dat er niet is, een schijf die vol is."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.doel import Doel
from tests.conformiteit.omgeving import beschrijf
from tests.e2e.wereld import Wereld

VOL_BYTES = 512
"""Tot hier mag een bestand nog groeien: alles wat er al staat is groter."""


@contextmanager
def zonder(wereld: Wereld, code: str) -> Iterator[None]:
    """As long as this lasts the process is not there; it dies without a chance to tidy up."""
    processen = wereld.omgeving.processen
    processen.dood(code)
    try:
        yield
    finally:
        processen.start(code)


@contextmanager
def bevroren(wereld: Wereld, code: str) -> Iterator[None]:
    """As long as this lasts the process holds its connections and answers nothing."""
    pid = wereld.omgeving.processen[code].pid
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def schijf_vol(wereld: Wereld, code: str) -> Iterator[None]:
    """As long as this lasts the process can make no file any longer; then there is room again.

    The operating system refuses each write (EFBIG), as it does on a full disk, to the database,
    its WAL and the process's own output alike.
    """
    pid = wereld.omgeving.processen[code].pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (VOL_BYTES, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def buitenstaander(wereld: Wereld, map_: Path) -> Iterator[Buitenstaander]:
    """The parties' systems as somebody else built them, beside the services that run here."""
    pad = map_ / "doel.json"
    pad.write_text(json.dumps(beschrijf(wereld.omgeving, wereld.inrichting)), encoding="utf-8")
    buiten = Buitenstaander(Doel.lees(pad))
    try:
        yield buiten
    finally:
        buiten.sluit()
