"""One at a time per name: locks that exist only while somebody holds or waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Sloten:
    """Locks by name, within one event loop."""

    def __init__(self) -> None:
        self._sloten: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def op(self, naam: str) -> AsyncIterator[None]:
        """Hold the lock of this name for the length of the block."""
        slot, wachtenden = self._sloten.get(naam, (asyncio.Lock(), 0))
        self._sloten[naam] = (slot, wachtenden + 1)
        try:
            async with slot:
                yield
        finally:
            slot, wachtenden = self._sloten[naam]
            if wachtenden == 1:
                del self._sloten[naam]
            else:
                self._sloten[naam] = (slot, wachtenden - 1)
