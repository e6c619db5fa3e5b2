"""Van wie sleutels in handen heeft, komt het geheugen nergens terecht."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROCES = """
import ctypes, resource, sys
import {module} as opdracht
try:
    opdracht.{aanroep}
except SystemExit:
    pass
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
"""Begint als het echte proces, met een configuratie die er niet is; 3 is PR_GET_DUMPABLE."""


@pytest.mark.parametrize(
    ("module", "aanroep"),
    [
        ("gateway.__main__", 'main(["--config", "weg.toml"])'),
        ("shared.cli.hoofd", 'main(["-h"])'),
        (
            "shared.partij.opdracht",
            'main(__import__("services.om.partij").om.partij.OM, ["--config", "weg.toml"])',
        ),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux kent dit merk")
def test_een_proces_met_sleutels_laat_geen_geheugen_achter(module: str, aanroep: str) -> None:
    klaar = subprocess.run(
        [sys.executable, "-c", PROCES.format(module=module, aanroep=aanroep)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert klaar.stdout.splitlines()[-1] == "(0, 0) 0"
