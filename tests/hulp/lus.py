"""Eén lus voor alle vragen van een test, met een taak die blijft, zoals bij een server.

anyio geeft zijn werkdraden aan de eerste taak die een lus draait. Is dat bij elke vraag een andere,
dan begint en eindigt er bij elke vraag een draad; dat was een tiende van de rekentijd.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from anyio import to_thread


@contextmanager
def draaiende_lus() -> Iterator[asyncio.Runner]:
    """De lus staat stil zolang er geen vraag loopt."""
    with asyncio.Runner() as runner:
        lus = runner.get_loop()
        blijft = lus.create_task(_blijf())
        with suppress(RuntimeError):  # "stopped before Future completed": that is the intention
            lus.run_until_complete(blijft)
        assert not blijft.done()
        yield runner


async def _blijf() -> None:
    await to_thread.run_sync(int)
    asyncio.get_running_loop().stop()
    await asyncio.Event().wait()
