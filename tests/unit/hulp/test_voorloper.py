"""Wie van een voorloper afsplitst is een gewoon proces: met een eigen nummer, uitvoer en einde."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.processen import Lopend
from tests.hulp.voorloper import Voorloper


@pytest.fixture(scope="module")
def voorloper() -> Iterator[Voorloper]:
    gemaakt = Voorloper()
    yield gemaakt
    gemaakt.sluit()


def _begin(voorloper: Voorloper, uitvoer: Path, *argumenten: str) -> Lopend:
    with uitvoer.open("ab") as naar:
        return voorloper.begin(("-m", *argumenten), naar, los=False)


def test_het_proces_krijgt_zijn_argumenten_en_schrijft_in_zijn_eigen_bestand(
    voorloper: Voorloper, tmp_path: Path
) -> None:
    eerste = _begin(voorloper, tmp_path / "a", "platform", "--terse")
    fout = _begin(voorloper, tmp_path / "b", "services.politie", "serveer")
    stuk = _begin(voorloper, tmp_path / "c", "bestaat.niet")
    assert (eerste.wait(30), fout.wait(30), stuk.wait(30)) == (0, 2, 1)
    assert "Linux" in (tmp_path / "a").read_text()
    assert "--config" in (tmp_path / "b").read_text()
    assert "ModuleNotFoundError" in (tmp_path / "c").read_text()
    assert len({eerste.pid, fout.pid, stuk.pid, os.getpid()}) == 4


def test_het_leeft_tot_het_wordt_gedood(voorloper: Voorloper, tmp_path: Path) -> None:
    proces = _begin(voorloper, tmp_path / "a", "http.server", "0", "--bind", "127.0.0.1")
    with pytest.raises(subprocess.TimeoutExpired):
        proces.wait(0.2)
    assert proces.poll() is None
    proces.kill()
    assert proces.wait(30) == -signal.SIGKILL
    proces.send_signal(signal.SIGTERM)
