"""What endpoints depend on: the gateway itself, and who is asking."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from gateway.web.vormen import Kenmerk
from shared.web.limieten import Limieten
from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout
from shared.web.verzoek.vormen import Cijfers


def paginagrootte(
    request: Request,
    paginagrootte: Annotated[
        Cijfers | None, Query(ge=1, description="Hoeveel er op een pagina staan.")
    ] = None,
) -> int:
    """How many items a page holds."""
    limieten: Limieten = request.app.state.limieten
    if paginagrootte is None:
        return limieten.paginagrootte
    if paginagrootte > limieten.max_paginagrootte:
        raise ProbleemFout(
            400,
            "Het verzoek klopt niet; zie fouten.",
            fouten=[
                Invoerfout(
                    "query:paginagrootte", f"mag hoogstens {limieten.max_paginagrootte} zijn"
                )
            ],
        )
    return paginagrootte


PaginagrootteAfh = Annotated[int, Depends(paginagrootte)]
NaQuery = Annotated[
    Kenmerk | None, Query(description="Toon wat hierna komt: 'volgende' van de vorige pagina.")
]
