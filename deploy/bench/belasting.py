"""Sixteen at a time: how many a second, how long each took, and what it cost in CPU."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import psutil

GELIJKTIJDIG = 16


@dataclass(frozen=True)
class Uitslag:
    """Of one load: exchanges per second, 99th percentile in ms, CPU seconds per exchange."""

    per_seconde: float
    p99_ms: float
    cpu_seconden: float


async def belast(
    doe: Callable[[int], Awaitable[None]], aantal: int, pids: Sequence[int]
) -> Uitslag:
    """Run ``doe(0..aantal-1)`` at concurrency 16; CPU is of this process and of ``pids``."""
    await _ronde(doe, range(-GELIJKTIJDIG * 2, 0), [])
    processen = [psutil.Process(pid) for pid in pids]
    cpu, begin = _cpu(processen), time.perf_counter()
    duren: list[float] = []
    await _ronde(doe, range(aantal), duren)
    verstreken = time.perf_counter() - begin
    gebruikt = _cpu(processen) - cpu
    duren.sort()
    return Uitslag(
        per_seconde=aantal / verstreken,
        p99_ms=duren[int(len(duren) * 0.99)] * 1000,
        cpu_seconden=gebruikt / aantal,
    )


async def _ronde(doe: Callable[[int], Awaitable[None]], nummers: range, duren: list[float]) -> None:
    wachtrij = iter(nummers)

    async def werker() -> None:
        for nummer in wachtrij:
            begin = time.perf_counter()
            await doe(nummer)
            duren.append(time.perf_counter() - begin)

    await asyncio.gather(*(werker() for _ in range(GELIJKTIJDIG)))


def _cpu(processen: Sequence[psutil.Process]) -> float:
    tijden = [proces.cpu_times() for proces in processen]
    return time.process_time() + sum(t.user + t.system for t in tijden)
