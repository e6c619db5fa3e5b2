"""The parts a process is made of, each asked for by its class.

A router says what it works with, and no more; what else there is, it never sees.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from typing import TypeVar

from starlette.requests import Request

T = TypeVar("T")


class Onderdelen:
    """The parts that live as long as the process. Who composes it hangs it on the app's state."""

    def __init__(self, *delen: object) -> None:
        self._delen = {type(deel): deel for deel in delen}

    def een(self, soort: type[T]) -> T:
        """The part of this class."""
        deel = self._delen[soort]
        if not isinstance(deel, soort):
            raise TypeError(soort.__name__)
        return deel


@cache
def van(soort: type[T]) -> Callable[[Request], Awaitable[T]]:
    """FastAPI dependency: the part of this class, the same function each time.

    Async, since anything else costs a thread per request.
    """

    async def haal(request: Request) -> T:
        onderdelen: Onderdelen = request.app.state.onderdelen
        return onderdelen.een(soort)

    return haal
