"""Tellen wat een dienst aan haar databank vraagt: hoeveel opdrachten, en niet hoe lang."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def geteld(engine: Engine) -> Iterator[list[str]]:
    """De opdrachten die er binnen dit blok bij de databank kwamen."""
    gezien: list[str] = []

    def tel(_verbinding: object, _cursor: object, opdracht: str, *_: object) -> None:
        gezien.append(opdracht)

    event.listen(engine, "before_cursor_execute", tel)
    try:
        yield gezien
    finally:
        event.remove(engine, "before_cursor_execute", tel)
