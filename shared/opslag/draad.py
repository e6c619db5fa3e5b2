"""Work on a database in a thread, from the event loop, that is never left half watched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


async def in_draad(werk: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """As `asyncio.to_thread`, but a caller that is cancelled waits until the thread is done.

    A thread cannot be stopped: who goes on without it closes the database under its feet, and the
    connection it gives back afterwards is closed by nobody.
    """
    taak = asyncio.ensure_future(asyncio.to_thread(werk, *args, **kwargs))
    try:
        return await asyncio.shield(taak)
    except asyncio.CancelledError:
        await asyncio.wait({taak})
        raise
