"""What endpoints depend on: the parts of the gateway, each asked for by its class."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from shared.tijd.klok import Klok
from shared.web.verzoek.onderdelen import Onderdelen


class Diensten(Onderdelen):
    """The parts of the gateway, and its clock. `kern` fills it."""

    def __init__(self, klok: Klok, *delen: object) -> None:
        super().__init__(*delen)
        self.klok = klok


def diensten(request: Request) -> Diensten:
    """The parts of this process."""
    gevonden: Diensten = request.app.state.onderdelen
    return gevonden


async def diensten_van(request: Request) -> Diensten:
    """As a dependency."""
    return diensten(request)


async def klok_van(request: Request) -> Klok:
    """The clock of this process."""
    return diensten(request).klok


DienstenAfh = Annotated[Diensten, Depends(diensten_van)]
KlokAfh = Annotated[Klok, Depends(klok_van)]
