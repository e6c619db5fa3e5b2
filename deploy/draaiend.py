"""What ``make start`` left running, written down so that ``make stop`` stops that and nothing else.

A process number alone is not enough: after a crash or a restart of the machine it may be somebody
else's. So the moment it began and its command line are kept beside it, and compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import psutil

_SPELING_SECONDEN = 2.0
"""How far the kernel's own idea of when a process began may shift with the clock."""


@dataclass(frozen=True)
class Kenteken:
    """One process by more than its number."""

    pid: int
    begon: float
    opdracht: list[str]

    @classmethod
    def van(cls, pid: int) -> Self:
        """Of a process that runs now."""
        proces = psutil.Process(pid)
        return cls(pid, proces.create_time(), proces.cmdline())

    def proces(self) -> psutil.Process | None:
        """The very process, or ``None`` when it has ended, also when its number was reused."""
        with suppress(psutil.Error):
            proces = psutil.Process(self.pid)
            zelfde = abs(proces.create_time() - self.begon) < _SPELING_SECONDEN
            if zelfde and proces.cmdline() == self.opdracht:
                return proces
        return None


def leg_vast(bestand: Path, pids: Mapping[str, int]) -> None:
    """Write down what runs, by the code of the part."""
    kentekens = {code: asdict(Kenteken.van(pid)) for code, pid in pids.items()}
    bestand.write_text(json.dumps(kentekens, indent=2) + "\n", encoding="utf-8")


def nog_draaiend(bestand: Path) -> list[psutil.Process]:
    """What was written down and still runs, in the order in which it was started."""
    return list(_processen(bestand))


def stop(bestand: Path, seconden: float) -> int:
    """Ask everything to stop, the last first; kill what does not in time. How many there were."""
    processen = nog_draaiend(bestand)
    for proces in reversed(processen):
        with suppress(psutil.NoSuchProcess):
            proces.terminate()
    _, over = psutil.wait_procs(processen, timeout=seconden)
    for proces in over:
        with suppress(psutil.NoSuchProcess):
            proces.kill()
    bestand.unlink(missing_ok=True)
    return len(processen)


def _processen(bestand: Path) -> Iterator[psutil.Process]:
    if not bestand.exists():
        return
    document: dict[str, dict[str, Any]] = json.loads(bestand.read_text(encoding="utf-8"))
    for rij in document.values():
        proces = Kenteken(**rij).proces()
        if proces is not None:
            yield proces
