"""Work of a request that may outlive its answer: somebody waits for it, up to a point."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

import structlog

from shared.opslag.draad import in_draad

_P = ParamSpec("_P")
_log = structlog.get_logger(__name__)


class Uitloop:
    """One per process. What runs here must be able to be done again: nobody keeps it but the file.

    A process that ends waits for it; one that is killed leaves it to the next.
    """

    def __init__(self) -> None:
        self._lopend: set[asyncio.Task[object]] = set()

    async def hoogstens(
        self,
        seconden: float | None,
        werk: Callable[_P, object],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> bool:
        """Does it in a thread; whether it was done within this time. ``None``: waits to the end.

        What it raises within that time is raised here, and after that told in the log; there too
        when who asked left before.
        """
        return await self.loop(seconden, in_draad(werk, *args, **kwargs))

    async def loop(self, seconden: float | None, werk: Coroutine[Any, Any, object]) -> bool:
        """The same for what waits by itself."""
        taak: asyncio.Task[object] = asyncio.create_task(werk)
        self._lopend.add(taak)
        taak.add_done_callback(self._lopend.discard)
        try:
            klaar, _ = await asyncio.wait({taak}, timeout=seconden)
        except asyncio.CancelledError:
            taak.add_done_callback(_zeg_af)
            raise
        if klaar:
            taak.result()
            return True
        taak.add_done_callback(_zeg_af)
        return False

    async def uitgewerkt(self) -> None:
        """Returns when nothing runs here any more."""
        if self._lopend:
            await asyncio.wait(self._lopend)


def _zeg_af(taak: asyncio.Task[object]) -> None:
    if not taak.cancelled() and (fout := taak.exception()) is not None:
        _log.error("werk na het antwoord lukte niet", fout=type(fout).__name__)
