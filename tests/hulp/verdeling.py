"""Hoe tests over werkers gaan: wat één draaiende omgeving deelt, blijft bij elkaar.

xdist's own groups (`--dist loadgroup`) hang on a suffix of the test's id, which this version of
pytest no longer takes over; so the folder says what belongs together.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

SAMEN = (
    "tests/e2e/",
    "tests/conformiteit/openapi/test_gedrag.py",
    "tests/conformiteit/",
    "tests/integratie/reeksen/",
)
"""Beginnen van test-id's, de nauwste eerst; elk start een omgeving, en dat kost tien seconden."""


class PerOmgeving(LoadScopeScheduling):
    """Every test goes to whoever is free, except those that share a running environment."""

    def _split_scope(self, nodeid: str) -> str:
        return next((begin for begin in SAMEN if nodeid.startswith(begin)), nodeid)
