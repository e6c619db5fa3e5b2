"""Een databank die even niet wil, zoals een volle schijf of een weggevallen verbinding."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from shared.opslag.fouten import DatabankNietBeschikbaar


@contextmanager
def weigerende_databank(engine: Engine, opdracht: str) -> Iterator[None]:
    """Zolang dit duurt mislukt elke SQL die zo begint, en daarmee haar transactie."""

    def weiger(*wat: Any) -> None:
        if str(wat[2]).startswith(opdracht):
            raise DatabankNietBeschikbaar("de schijf is vol")

    event.listen(engine, "before_cursor_execute", weiger)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", weiger)
