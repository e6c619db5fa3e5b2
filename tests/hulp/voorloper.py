"""Processen die niet eerst alles hoeven in te lezen: een voorloper las het al, en splitst zich.

Een dienst starten is voor tweederde inlezen, en een testreeks start er honderden. Wat begint is een
eigen proces, met een eigen nummer, eigen databanken en poorten; het wordt gedood als elk ander. Met
`ALLES=1` begint elk proces van niets, zoals bij een beheerder.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import random
import runpy
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from deploy.processen import Lopend, begin_van_niets
from shared.web.proces.opstart import zonder_opruimen

INLEZEN = (
    "services.gemeente.partij",
    "services.om.partij",
    "services.politie.partij",
    "shared.partijdienst.opdracht",
    "gateway.__main__",
    "frontends.gemeente.portaal",
    "frontends.om.portaal",
    "frontends.politie.portaal",
    "frontends.toezicht.portaal",
    "shared.portaal.opdracht",
    "deploy.inlog",
)


class Afgesplitst:
    """Een proces dat de voorloper begon; te gebruiken als een `subprocess.Popen`."""

    def __init__(self, voorloper: Voorloper, pid: int) -> None:
        self.pid = pid
        self._voorloper = voorloper
        self._einde = os.pidfd_open(pid)
        self._code: int | None = None

    def poll(self) -> int | None:
        return self._na(0)

    def wait(self, timeout: float | None = None) -> int:
        code = self._na(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return code

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._einde, sig)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _na(self, seconden: float | None) -> int | None:
        if self._code is None and select.select([self._einde], [], [], seconden)[0]:
            self._code = self._voorloper.vraag({"pid": self.pid})
            os.close(self._einde)
        return self._code


class Voorloper:
    """Begint pas als het eerste proces wordt gevraagd; een per werker."""

    def __init__(self) -> None:
        self._proces: subprocess.Popen[str] | None = None
        self._beurt = threading.Lock()

    def begin(self, argumenten: Sequence[str], uitvoer: IO[bytes], *, los: bool) -> Lopend:
        """`argumenten`: wat er achter `python` zou staan; wat geen module is begint van niets."""
        if argumenten[0] != "-m":
            return begin_van_niets(argumenten, uitvoer, los=los)
        _, module, *rest = argumenten
        opdracht = {
            "module": module,
            "argumenten": rest,
            "uitvoer": uitvoer.name,
            "map": str(Path.cwd()),
            "omgeving": dict(os.environ),
            "los": los,
        }
        return Afgesplitst(self, self.vraag(opdracht))

    def vraag(self, vraag: dict[str, Any]) -> int:
        with self._beurt:
            proces = self._proces = self._proces or self._start()
            assert proces.stdin is not None
            assert proces.stdout is not None
            proces.stdin.write(json.dumps(vraag) + "\n")
            proces.stdin.flush()
            return int(proces.stdout.readline())

    def _start(self) -> subprocess.Popen[str]:
        proces = subprocess.Popen(
            [sys.executable, "-m", "tests.hulp.voorloper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.sluit)
        return proces

    def sluit(self) -> None:
        """Wie hij begon loopt door; daar is de test van."""
        if self._proces is not None:
            self._proces.communicate()
            self._proces = None


def _splits_af(opdracht: dict[str, Any]) -> int:
    """Het nummer van het nieuwe proces; daarin komt deze functie niet terug."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        if opdracht["los"]:
            os.setsid()
        with open(os.devnull, "rb") as niets, open(opdracht["uitvoer"], "ab") as uitvoer:
            os.dup2(niets.fileno(), 0)
            os.dup2(uitvoer.fileno(), 1)
            os.dup2(uitvoer.fileno(), 2)
        sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)
        sys.stdout = sys.__stdout__ = os.fdopen(1, "w", buffering=1, closefd=False)
        sys.stderr = sys.__stderr__ = os.fdopen(2, "w", buffering=1, closefd=False)
        os.chdir(opdracht["map"])
        os.environ.clear()
        os.environ.update(opdracht["omgeving"])
        random.seed()
        sys.argv = [opdracht["module"], *opdracht["argumenten"]]
        code = _draai(opdracht["module"])
    finally:
        sys.stdout.flush()
        os._exit(code)


def _draai(module: str) -> int:
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as einde:
        return einde.code if isinstance(einde.code, int) else int(einde.code is not None)
    except BaseException:  # noqa: BLE001 - zoals Python zelf: het spoor, en code 1
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        return 1
    return 0


def main() -> None:
    with zonder_opruimen():
        for naam in INLEZEN:
            importlib.import_module(naam)
    assert threading.active_count() == 1, "wie draden heeft, kan zich niet splitsen"
    for regel in sys.stdin:
        vraag = json.loads(regel)
        if "pid" in vraag:
            antwoord = os.waitstatus_to_exitcode(os.waitpid(vraag["pid"], 0)[1])
        else:
            antwoord = _splits_af(vraag)
        sys.stdout.write(f"{antwoord}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
