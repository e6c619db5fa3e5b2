"""How a router gets hold of a part of the running service that is its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import Request

T = TypeVar("T")


def van(soort: type[T]) -> Callable[[Request], Awaitable[T]]:
    """FastAPI dependency: the part of this kind that the service was composed with."""

    async def haal(request: Request) -> T:
        gevonden: T = request.app.state.onderdelen[soort]
        return gevonden

    return haal
