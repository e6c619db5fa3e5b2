"""Shapes on the wire: what to read together, and what came of each."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.partij.web.vormen import Invoermodel, Uitvoermodel

HOOGSTENS = 8
MEESTE_BYTES = 2 * 1024 * 1024 - 64 * 1024
"""Once there is this much, no other part is read. The last one may be as much by itself: together
just under what a portal takes in one answer, with what stands around them."""
Leespad = Annotated[str, StringConstraints(pattern=r"^/[a-z][!-~]{1,1999}$")]


class Samenvraag(Invoermodel):
    """What one screen wants to read."""

    lezingen: Annotated[
        list[Leespad],
        Field(
            min_length=1,
            max_length=HOOGSTENS,
            description="Adressen van deze API na /v1, met hun vragen; alleen om te lezen.",
        ),
    ]


class Deelantwoord(Uitvoermodel):
    """What came of one reading, as if it had been asked by itself."""

    lezing: str
    status: int
    inhoud: Any = Field(description="Het antwoord, of het probleem.")


class Samenantwoord(Uitvoermodel):
    """In the order asked."""

    antwoorden: list[Deelantwoord]


VOORBEELD_VRAAG: dict[str, Any] = {"lezingen": ["/werklijst?paginagrootte=20", "/groepen"]}
VOORBEELD: dict[str, Any] = {
    "antwoorden": [
        {"lezing": "/werklijst?paginagrootte=20", "status": 200, "inhoud": {"werk": []}},
        {"lezing": "/groepen", "status": 200, "inhoud": {"groepen": []}},
    ]
}
