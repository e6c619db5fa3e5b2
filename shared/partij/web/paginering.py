"""Paging by key: stable while others add and remove, and no page number to guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query

from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.vormen import Kenmerk
from shared.web.meldingen import Invoerfout
from shared.web.verzoek.vormen import Cijfers

T = TypeVar("T")


@dataclass(frozen=True)
class Pagina:
    """Which page: everything after the key ``na``, at most ``grootte`` items."""

    na: str | None
    grootte: int

    def een_meer(self) -> int:
        """How many to ask for, to know whether there is a next page."""
        return self.grootte + 1

    def snijd(
        self, gevonden: Sequence[T], sleutel: Callable[[T], str]
    ) -> tuple[list[T], str | None]:
        """The page itself and the key to ask the next one with (``None`` at the end)."""
        pagina = list(gevonden[: self.grootte])
        volgende = sleutel(pagina[-1]) if len(gevonden) > self.grootte else None
        return pagina, volgende


def _pagina(
    dienst: DienstAfh,
    na: Annotated[
        Kenmerk | None, Query(description="Toon wat hierna komt: 'volgende' van de vorige pagina.")
    ] = None,
    paginagrootte: Annotated[
        Cijfers | None, Query(ge=1, description="Hoeveel er op een pagina staan.")
    ] = None,
) -> Pagina:
    return Pagina(na, paginagrootte_van(dienst, paginagrootte))


def paginagrootte_van(dienst: Dienst, gevraagd: int | None) -> int:
    """How many items a page has; refuses more than this service gives at once."""
    limieten = dienst.instellingen.limieten
    grootte = limieten.paginagrootte if gevraagd is None else gevraagd
    if grootte > limieten.max_paginagrootte:
        zin = f"mag hoogstens {limieten.max_paginagrootte} zijn"
        raise OngeldigeInvoer([Invoerfout("query:paginagrootte", zin)])
    return grootte


Volgordevraag = Annotated[
    Volgorde, Query(description="Wat er het eerst staat: het oudste of het nieuwste.")
]
PaginaAfh = Annotated[Pagina, Depends(_pagina)]
"""Parameter type of a list."""
