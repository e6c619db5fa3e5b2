"""What routers have in common: their parameters."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Header, Path

from shared.partij.web.vormen import Kenmerk

IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="De ETag van de versie die u las.")
]
Idempotentiesleutel = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=128,
        description="Dezelfde opdracht met dezelfde sleutel wordt een keer uitgevoerd.",
    ),
]
GroepId = Annotated[Kenmerk, Path(alias="groepId", description="De groep.")]
ETAG: Final = {"ETag": "De versie; geef die in If-Match mee bij een wijziging."}
"""The header of an answer whose version a change has to name."""
