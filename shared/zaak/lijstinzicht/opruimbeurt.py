"""The port to a destruction that may not wait for its round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends

from shared.partij.web.afhankelijkheden import van


class Opruimronde(Protocol):
    """Who destroys what is due."""

    async def ronde(self) -> int:
        """Does what is due now; how many destructions that were."""
        ...


@dataclass(frozen=True)
class Opruimbeurt:
    """The one of this service."""

    opruimer: Opruimronde


OpruimbeurtAfh = Annotated[Opruimbeurt, Depends(van(Opruimbeurt))]
"""Parameter type for routers."""
