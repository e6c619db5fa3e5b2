"""A verklaring van vernietiging on the wire: codes and numbers, nobody's name."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from gateway.web.vormen import Kenmerk, Moment, Partijcode, Vorm
from shared.web.verzoek.vormen import Geheel

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Artikel = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}(\.[0-9]{1,2})?$")]


class Aantal(Vorm):
    """How many of one kind. A code is a value here and no name of a member: a fault names those."""

    wat: Code
    aantal: Annotated[Geheel, Field(ge=0)]


class Verklaringinvoer(Vorm):
    """What a party says it destroyed: how many of what, why and when (covenant 8.2; H10)."""

    id: Kenmerk = Field(description="Door de partij gekozen; dezelfde opnieuw verandert niets.")
    partij: Partijcode
    groep: Kenmerk | None = Field(default=None, description="Om welke groep het ging.")
    vernietigd_op: Moment
    grond: Code = Field(description="Waarom: een code van de partij, geen tekst.")
    convenant: Artikel = Field(description="Het artikel van het convenant dat het vraagt.")
    aantallen: list[Aantal] = Field(
        min_length=1, max_length=40, description="Hoeveel er van elke soort is vernietigd."
    )


class Verklaringantwoord(Vorm):
    id: Kenmerk
    bladnummer: int = Field(ge=0, description="Het blad van deze verklaring in het log.")


VOORBEELD: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000d1",
    "partij": "partij-b",
    "groep": None,
    "vernietigdOp": "2026-11-29T21:00:00Z",
    "grond": "termijn",
    "convenant": "8.1",
    "aantallen": [
        {"wat": "personen", "aantal": 1},
        {"wat": "ontvangenGegevens", "aantal": 12},
    ],
}
