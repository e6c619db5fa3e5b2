"""Van wie sleutels in handen heeft, komt het geheugen nergens terecht (draaiend: `tests/e2e`)."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROCES = """
import ctypes, resource
from shared.cli.hoofd import main
main(["-h"])
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
"""3 is PR_GET_DUMPABLE."""


@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux kent dit merk")
def test_een_opdracht_met_sleutels_laat_geen_geheugen_achter() -> None:
    klaar = subprocess.run(
        [sys.executable, "-c", PROCES], capture_output=True, text=True, check=True
    )
    assert klaar.stdout.splitlines()[-1] == "(0, 0) 0"
