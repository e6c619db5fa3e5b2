"""Twee transacties precies tegelijk bij dezelfde opdracht laten aankomen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


class Ontmoeting:
    """Houdt wie als eerste bij de opdracht is even tegen, tot de ander ook zover is."""

    def __init__(self, opdracht: str, geduld: float) -> None:
        self._opdracht = opdracht
        self._geduld = geduld
        self._bij_de_deur = threading.Barrier(2)
        self.gelukt = False

    def __call__(self, *wat: Any) -> None:
        if not str(wat[2]).startswith(self._opdracht):
            return
        try:
            self._bij_de_deur.wait(self._geduld)
            self.gelukt = True
        except threading.BrokenBarrierError:
            pass


@contextmanager
def ontmoeting(engine: Engine, opdracht: str, *, samen: bool) -> Iterator[Ontmoeting]:
    """Bij de SQL die zo begint. ``samen``: de ander komt; zo niet, dan wacht de eerste kort."""
    wachter = Ontmoeting(opdracht, 10.0 if samen else 0.2)
    event.listen(engine, "before_cursor_execute", wachter)
    try:
        yield wachter
    finally:
        event.remove(engine, "before_cursor_execute", wachter)


def schrijft_samen(engine: Engine) -> bool:
    """Of twee transacties tegelijk mogen schrijven; op SQLite gaan ze na elkaar."""
    return engine.dialect.name == "postgresql"
