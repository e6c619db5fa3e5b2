"""Work beside the requests: one way to run it, to rest between rounds, and to outlive a fault.

A loop that stops is a signal switched off: messages stay where they are, a rewritten log is no
longer seen, and nothing shows it. So no fault of a round ends one; only being cancelled does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog

_log = structlog.get_logger(__name__)
VAST_NA = 10
"""Rounds in a row that failed, after which the log says that somebody has to look."""


@asynccontextmanager
async def op_de_achtergrond(wat: str, werk: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Runs beside what is in the block for as long as that does; then it is cancelled, and over.

    Work that ends by itself before that is told at once: the process goes on without it.
    """
    taak = asyncio.create_task(_tot_het_stopt(wat, werk))
    try:
        yield
    finally:
        taak.cancel()
        await asyncio.wait({taak})
        # A block that is over before the loop turned once leaves work that never began.
        werk.close()


async def steeds(
    wat: str,
    ronde: Callable[[], Awaitable[bool | None]],
    rust: float | Callable[[], float],
    wekker: asyncio.Event | None = None,
    *,
    eerst_rust: bool = False,
    verwacht: tuple[type[Exception], ...] = (),
    slaap: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """One round after another until cancelled; no fault of a round ends it.

    A round that gives ``True`` left work behind: the next one begins at once. After any other the
    loop rests ``rust`` seconds, or until ``wekker`` is set, also if that was during the round.
    ``wat`` is what the log says does not work now. Faults in ``verwacht`` come with the time of
    day and are told in a line; any other is told with the place it came from.
    """
    mislukt = 0
    if eerst_rust:
        await _rust(rust, wekker, slaap)
    while True:
        if wekker is not None:
            wekker.clear()
        meer: bool | None = None
        try:
            meer = await ronde()
        except verwacht as fout:
            mislukt += 1
            _log.warning(f"{wat} lukt nu niet", fout=type(fout).__name__, poging=mislukt)
        except Exception:  # noqa: BLE001 - see above: a loop that stops is a signal switched off
            mislukt += 1
            _log.exception(f"{wat} lukt nu niet", poging=mislukt)
        else:
            if mislukt:
                _log.info(f"{wat} lukt weer", poging=mislukt)
            mislukt = 0
        if mislukt == VAST_NA:
            _log.error("achtergrondwerk zit vast", soort=wat, aantal=mislukt)
        # Also where nothing had to wait for anything the requests get their turn.
        await asyncio.sleep(0)
        if not meer:
            await _rust(rust, wekker, slaap)


async def _rust(
    rust: float | Callable[[], float],
    wekker: asyncio.Event | None,
    slaap: Callable[[float], Awaitable[None]],
) -> None:
    duur = rust() if callable(rust) else rust
    if wekker is None:
        await slaap(duur)
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(duur):
            await wekker.wait()


async def _tot_het_stopt(wat: str, werk: Coroutine[Any, Any, None]) -> None:
    try:
        await werk
    except Exception:  # noqa: BLE001 - what runs beside it goes on without it, and says so
        _log.exception("achtergrondwerk is gestopt", soort=wat)
    else:
        _log.error("achtergrondwerk is gestopt", soort=wat)
