"""Closes an engine when nobody uses it any more."""

from __future__ import annotations

import asyncio

from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

_STAPJE_SECONDEN = 0.02
_HOOGSTENS_STAPJES = 250


async def sluit_engine(engine: Engine) -> None:
    """Waits, briefly, for a background thread that was cut off in the middle, then disposes.

    A cancelled task leaves its thread running; a connection it still holds when the pool is
    disposed of is never closed by anybody.
    """
    pool = engine.pool
    for _ in range(_HOOGSTENS_STAPJES):
        if not isinstance(pool, QueuePool) or pool.checkedout() == 0:
            break
        await asyncio.sleep(_STAPJE_SECONDEN)
    engine.dispose()
