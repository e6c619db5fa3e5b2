"""`make stop` stopt wat `make start` startte, en niet wie intussen hetzelfde nummer kreeg."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.draaiend import leg_vast, nog_draaiend, stop


@pytest.fixture
def proces() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as begonnen:
        yield begonnen
        begonnen.kill()


def test_wat_gestart_is_stopt(proces: subprocess.Popen[bytes], tmp_path: Path) -> None:
    bestand = tmp_path / "draait.json"
    leg_vast(bestand, {"gateway": proces.pid})
    assert [een.pid for een in nog_draaiend(bestand)] == [proces.pid]
    assert stop(bestand, 10) == 1
    assert proces.poll() is not None
    assert not bestand.exists()
    assert stop(bestand, 10) == 0


@pytest.mark.parametrize(("lid", "ander"), [("begon", 1.0), ("opdracht", ["een", "ander"])])
def test_een_ander_met_hetzelfde_nummer_blijft(
    proces: subprocess.Popen[bytes], tmp_path: Path, lid: str, ander: object
) -> None:
    bestand = tmp_path / "draait.json"
    leg_vast(bestand, {"gateway": proces.pid})
    document = json.loads(bestand.read_text())
    document["gateway"][lid] = ander
    bestand.write_text(json.dumps(document))
    assert stop(bestand, 10) == 0
    assert proces.poll() is None
