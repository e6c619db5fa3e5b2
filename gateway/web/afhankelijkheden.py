"""What endpoints depend on: the parts of the gateway, each asked for by its class."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated, TypeVar

from fastapi import Depends
from starlette.requests import Request

from shared.tijd.klok import Klok

T = TypeVar("T")


class Diensten:
    """The parts that live as long as the process, each found by its class. `kern` fills it."""

    def __init__(self, klok: Klok, *delen: object) -> None:
        self.klok = klok
        self._delen = {type(deel): deel for deel in delen}

    def een(self, soort: type[T]) -> T:
        """The part of this class."""
        deel = self._delen[soort]
        if not isinstance(deel, soort):
            raise TypeError(soort.__name__)
        return deel


def diensten(request: Request) -> Diensten:
    """The parts of this process."""
    gevonden: Diensten = request.app.state.diensten
    return gevonden


@cache
def van(soort: type[T]) -> Callable[[Request], Awaitable[T]]:
    """The dependency that gives the part of this class, the same function each time.

    Async, since anything else costs a thread per request.
    """

    async def dienst(request: Request) -> T:
        return diensten(request).een(soort)

    return dienst


async def diensten_van(request: Request) -> Diensten:
    """As a dependency."""
    return diensten(request)


async def klok_van(request: Request) -> Klok:
    """The clock of this process."""
    return diensten(request).klok


DienstenAfh = Annotated[Diensten, Depends(diensten_van)]
KlokAfh = Annotated[Klok, Depends(klok_van)]
