"""Real processes on this machine: start, wait until ready, stop, kill.

Used by ``make start``, ``make demo``, ``make bench`` and the end-to-end tests. A process writes its
output to a file; when it dies early, the error shows the end of that file.
"""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar, Protocol

GEREED_SECONDEN = 120.0
STOP_SECONDEN = 10.0
_PAUZE_SECONDEN = 0.05
_STAART_TEKENS = 2000


class Lopend(Protocol):
    """What one may ask of a process that began; ``subprocess.Popen`` can do this, and more."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...
    def kill(self) -> None: ...


def begin_van_niets(argumenten: Sequence[str], uitvoer: IO[bytes], *, los: bool) -> Lopend:
    """A new Python; ``argumenten`` is what follows it on the command line."""
    return subprocess.Popen(
        [sys.executable, *argumenten],
        stdin=subprocess.DEVNULL,
        stdout=uitvoer,
        stderr=subprocess.STDOUT,
        start_new_session=los,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


class StartMislukt(Exception):
    """A process did not become ready; the message says which one and shows its last output."""


@dataclass(frozen=True)
class Startopdracht:
    """How one process starts and how one sees that it is ready.

    ``gereed_url`` answers 200 as soon as the process can take work. ``vertrouwen`` is the PEM
    bundle for an https address, or None for plain http on the loopback interface.
    """

    code: str
    argumenten: tuple[str, ...]
    gereed_url: str
    vertrouwen: Path | None
    uitvoer: Path


class Proces:
    """One running process.

    ``begin``: how it begins; a test run that starts hundreds may have a quicker way.
    """

    begin: ClassVar[Callable[..., Lopend]] = staticmethod(begin_van_niets)

    def __init__(self, opdracht: Startopdracht, *, los: bool = False) -> None:
        self.opdracht = opdracht
        opdracht.uitvoer.parent.mkdir(parents=True, exist_ok=True)
        with opdracht.uitvoer.open("ab") as uitvoer:
            self._popen = self.begin(opdracht.argumenten, uitvoer, los=los)

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def leeft(self) -> bool:
        return self._popen.poll() is None

    def wacht_gereed(self, seconden: float = GEREED_SECONDEN) -> None:
        """Return when the process answers; raise ``StartMislukt`` when it dies or stays silent."""
        grens = time.monotonic() + seconden
        vrager = _vrager(self.opdracht)
        while time.monotonic() < grens:
            if not self.leeft:
                raise StartMislukt(self._uitleg("stopte meteen"))
            if _antwoordt(vrager, self.opdracht):
                return
            time.sleep(_PAUZE_SECONDEN)
        raise StartMislukt(self._uitleg(f"was na {seconden:.0f} seconden niet gereed"))

    def stop(self) -> None:
        """Ask to stop; kill when that takes too long."""
        if self.leeft:
            self._popen.send_signal(signal.SIGTERM)
        try:
            self._popen.wait(STOP_SECONDEN)
        except subprocess.TimeoutExpired:
            self.dood()

    def dood(self) -> None:
        """SIGKILL: the process gets no chance to tidy up."""
        self._popen.kill()
        self._popen.wait()

    def _uitleg(self, wat: str) -> str:
        staart = self.opdracht.uitvoer.read_text(encoding="utf-8", errors="replace")
        return (
            f"Het proces '{self.opdracht.code}' {wat}. Laatste uitvoer "
            f"({self.opdracht.uitvoer}):\n{staart[-_STAART_TEKENS:]}"
        )


class Processen:
    """A set of processes that start in order and stop in the opposite order."""

    def __init__(self, opdrachten: Sequence[Startopdracht], *, los: bool = False) -> None:
        self._opdrachten = {opdracht.code: opdracht for opdracht in opdrachten}
        self._los = los
        self._lopend: dict[str, Proces] = {}

    def __getitem__(self, code: str) -> Proces:
        return self._lopend[code]

    def __enter__(self) -> Processen:
        self.start_alle()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_alle()

    @property
    def pids(self) -> dict[str, int]:
        return {code: proces.pid for code, proces in self._lopend.items()}

    def start(self, code: str) -> Proces:
        """Start one process and wait until it is ready; also used to restart a killed one."""
        proces = Proces(self._opdrachten[code], los=self._los)
        self._lopend[code] = proces
        proces.wacht_gereed()
        return proces

    def start_alle(self, gereed: Callable[[str], None] | None = None) -> None:
        """Start everything at once and wait for all; on a failure nothing stays behind.

        ``gereed`` hears of each that can take work, in the order in which they were started.
        """
        try:
            for code, opdracht in self._opdrachten.items():
                self._lopend[code] = Proces(opdracht, los=self._los)
            for code, proces in self._lopend.items():
                proces.wacht_gereed()
                if gereed is not None:
                    gereed(code)
        except BaseException:
            self.stop_alle()
            raise

    def stop(self, code: str) -> None:
        self._lopend.pop(code).stop()

    def dood(self, code: str) -> None:
        self._lopend.pop(code).dood()

    def stop_alle(self) -> None:
        for code in reversed(list(self._lopend)):
            self.stop(code)


def _vrager(opdracht: Startopdracht) -> urllib.request.OpenerDirector:
    """Asks whether a process is ready; it is asked many times, and the bundle is read once."""
    if opdracht.vertrouwen is None:
        return urllib.request.build_opener()
    context = ssl.create_default_context(cafile=str(opdracht.vertrouwen))
    return urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))


def _antwoordt(vrager: urllib.request.OpenerDirector, opdracht: Startopdracht) -> bool:
    try:
        with vrager.open(opdracht.gereed_url, timeout=2) as antwoord:
            return bool(antwoord.status == 200)
    except urllib.error.HTTPError as fout:
        fout.close()  # Een 503 houdt anders haar verbinding vast tot de opruimer langskomt.
        return False
    except (urllib.error.URLError, OSError):
        return False
