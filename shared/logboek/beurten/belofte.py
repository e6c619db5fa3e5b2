"""What the log's writer owes to those who wait for it, in an event loop or in a thread.

A whole batch is told to an event loop in one call: waking a loop once per waiter costs more than
what the waiter asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Protocol


class Belofte(Protocol):
    """One waiter."""

    def begin(self) -> bool:
        """Whether somebody still waits; called once, when the work is about to begin."""
        ...


class Draadbelofte:
    """A waiter in a thread of its own."""

    def __init__(self) -> None:
        self.toekomst: Future[Any] = Future()

    def begin(self) -> bool:
        return self.toekomst.set_running_or_notify_cancel()


class Lusbelofte:
    """A waiter in the running event loop; to be made in that loop."""

    def __init__(self) -> None:
        self.lus = asyncio.get_running_loop()
        self.toekomst: asyncio.Future[Any] = self.lus.create_future()

    def begin(self) -> bool:
        return not self.toekomst.cancelled()


def los_in(uitkomsten: Iterable[tuple[Belofte, Any]]) -> None:
    """Tell each waiter its outcome; an exception is raised there. From any thread."""
    per_lus: dict[asyncio.AbstractEventLoop, list[tuple[Lusbelofte, Any]]] = {}
    for belofte, uitkomst in uitkomsten:
        if isinstance(belofte, Lusbelofte):
            per_lus.setdefault(belofte.lus, []).append((belofte, uitkomst))
        elif isinstance(belofte, Draadbelofte):
            _zet(belofte.toekomst, uitkomst)
    for lus, deel in per_lus.items():
        with suppress(RuntimeError):  # de lus is intussen gesloten: niemand wacht nog
            lus.call_soon_threadsafe(_zet_alle, deel)


def _zet_alle(deel: list[tuple[Lusbelofte, Any]]) -> None:
    for belofte, uitkomst in deel:
        if not belofte.toekomst.done():
            _zet(belofte.toekomst, uitkomst)


def _zet(toekomst: Future[Any] | asyncio.Future[Any], uitkomst: Any) -> None:  # noqa: ANN401
    if isinstance(uitkomst, StopIteration):
        # Een toekomst van asyncio kan deze niet dragen, en de rest van de beurt wacht nog.
        fout = RuntimeError("De opdracht aan het log stopte met StopIteration.")
        fout.__cause__ = uitkomst
        uitkomst = fout
    if isinstance(uitkomst, Exception):
        toekomst.set_exception(uitkomst)
    else:
        toekomst.set_result(uitkomst)
