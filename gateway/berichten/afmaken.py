"""Work that goes on when its caller goes away: an exchange that has begun is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

_U = TypeVar("_U")


class Afmaker(Generic[_U]):
    """Keeps what has begun until it is done."""

    def __init__(self) -> None:
        self._lopend: set[asyncio.Task[_U]] = set()

    async def maak_af(self, werk: Coroutine[Any, Any, _U]) -> _U:
        """The outcome of the work; it is carried out whether or not somebody still waits."""
        taak = asyncio.create_task(werk)
        self._lopend.add(taak)
        taak.add_done_callback(self._klaar)
        return await asyncio.shield(taak)

    async def sluit(self) -> None:
        """Wait for what has begun."""
        while self._lopend:
            await asyncio.wait(tuple(self._lopend))

    def _klaar(self, taak: asyncio.Task[_U]) -> None:
        self._lopend.discard(taak)
        if not taak.cancelled():
            # Nobody may be left to see it; asking for it keeps the loop from complaining.
            taak.exception()
