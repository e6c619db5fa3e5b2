"""Hoe tests over werkers gaan: wat een omgeving deelt, blijft bij elkaar.

xdist's own groups (`--dist loadgroup`) hang on a suffix of the test's id, which this version of
pytest no longer takes over; so the folder says what belongs together.
"""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

SAMEN = (
    "tests/e2e/",
    "tests/conformiteit/openapi/test_gedrag.py",
    "tests/conformiteit/",
    "tests/integratie/reeksen/",
    "tests/architectuur/",
)
"""Beginnen van test-id's, de nauwste eerst; elk start een omgeving, en dat kost tien seconden, of
leest alle broncode."""

PER_TEST = "tests/property/"
"""Lang rekenen, elk op zichzelf; overal elders delen de tests van een bestand hun diensten."""

_DATABANK = re.compile(r"[\[-](sqlite|postgresql)[-\]]")


class PerOmgeving(LoadScopeScheduling):
    """Every test goes to whoever is free, except those that share running services."""

    def _split_scope(self, nodeid: str) -> str:
        return deel(nodeid)


def deel(nodeid: str) -> str:
    """Of tests with the same answer every one goes to one worker, one after the other."""
    samen = next((begin for begin in SAMEN if nodeid.startswith(begin)), None)
    if samen is not None:
        return samen
    if nodeid.startswith(PER_TEST):
        return nodeid
    databank = _DATABANK.search(nodeid)
    return nodeid.split("::", 1)[0] + (databank[0] if databank else "")
