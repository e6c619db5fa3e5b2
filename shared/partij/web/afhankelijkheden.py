"""What routers have in common: parameters, and how one gets a part of the service of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Final, TypeVar

from fastapi import Header, Path, Request

from shared.partij.web.vormen import Kenmerk

T = TypeVar("T")

IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="De ETag van de versie die u las.")
]
GroepId = Annotated[Kenmerk, Path(alias="groepId", description="De groep.")]
ETAG: Final = {"ETag": "De versie; geef die in If-Match mee bij een wijziging."}
"""The header of an answer whose version a change has to name."""


def van(soort: type[T]) -> Callable[[Request], Awaitable[T]]:
    """FastAPI dependency: the part of this kind that the service was composed with."""

    async def haal(request: Request) -> T:
        gevonden: T = request.app.state.onderdelen[soort]
        return gevonden

    return haal
