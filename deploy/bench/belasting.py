"""A load on real processes: how many a second, how long each took, and what it cost in CPU."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import psutil

GELIJKTIJDIG = 16
METER = "meter"
"""The process that measures, which is the sender of what is measured."""


@dataclass(frozen=True)
class Uitslag:
    """Of one load: exchanges per second, their times in ms, CPU seconds per exchange and where."""

    per_seconde: float
    p50_ms: float
    p99_ms: float
    per_proces: Mapping[str, float]

    @property
    def cpu_seconden(self) -> float:
        """Of all processes together, per exchange."""
        return sum(self.per_proces.values())


async def belast(
    doe: Callable[[int], Awaitable[None]],
    aantal: int,
    pids: Mapping[str, int],
    *,
    gelijktijdig: int = GELIJKTIJDIG,
) -> Uitslag:
    """Run ``doe(0..aantal-1)``, so many at a time; CPU is of this process and of ``pids``."""
    await ronde(doe, range(-GELIJKTIJDIG * 2, 0), [], gelijktijdig)
    processen = {code: psutil.Process(pid) for code, pid in pids.items()}
    cpu, begin = _cpu(processen), time.perf_counter()
    duren: list[float] = []
    await ronde(doe, range(aantal), duren, gelijktijdig)
    verstreken = time.perf_counter() - begin
    gebruikt = {code: (na - cpu[code]) / aantal for code, na in _cpu(processen).items()}
    duren.sort()
    return Uitslag(
        per_seconde=aantal / verstreken,
        p50_ms=duren[aantal // 2] * 1000,
        p99_ms=duren[int(aantal * 0.99)] * 1000,
        per_proces=gebruikt,
    )


async def ronde(
    doe: Callable[[int], Awaitable[None]], nummers: range, duren: list[float], gelijktijdig: int
) -> None:
    """Run ``doe`` on these numbers, so many at a time; `duren` gets the seconds each took."""
    wachtrij = iter(nummers)

    async def werker() -> None:
        for nummer in wachtrij:
            begin = time.perf_counter()
            await doe(nummer)
            duren.append(time.perf_counter() - begin)

    await asyncio.gather(*(werker() for _ in range(gelijktijdig)))


def _cpu(processen: Mapping[str, psutil.Process]) -> dict[str, float]:
    tijden = {code: proces.cpu_times() for code, proces in processen.items()}
    anderen = {code: tijd.user + tijd.system for code, tijd in tijden.items()}
    return {METER: time.process_time(), **anderen}
