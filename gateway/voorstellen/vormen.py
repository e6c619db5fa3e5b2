"""Shapes on the wire of proposed decisions."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from gateway.vormen import Document, Partijcode, Vorm


class Voorstelinvoer(Vorm):
    """A proposed decision with the signature of the party that hands it in."""

    besluit: Document = Field(description="Het groepsbesluit; `id` is het kenmerk in het adres.")
    handtekening: Annotated[str, StringConstraints(min_length=1, max_length=4096)] = Field(
        description="Uw losgemaakte JAdES-handtekening over de Digest van JCS(besluit)."
    )


class Voorstelvorm(Vorm):
    """A proposal as those who sign it see it."""

    besluit: Document
    digest: str = Field(description="Over de canonieke vorm (JCS) van het besluit.")
    voorgelegd_door: Partijcode
    voorgelegd_op: AwareDatetime
    getekend_door: list[Partijcode]
    wacht_op: list[Partijcode] = Field(description="Wie nog moet tekenen; leeg: besloten.")


class Voorstelantwoord(Vorm):
    voorstel: Voorstelvorm
    bladnummer: int | None = Field(description="Waar het besluit staat, als het is genomen.")
    groep: Document | None = Field(description="De groep na het besluit, als het is genomen.")


class Voorstellenlijst(Vorm):
    besluitvoorstellen: list[Voorstelvorm]
