"""Shapes on the wire: how often something offered was no message."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from gateway.web.vormen import Partijcode, Vorm


class Invoerfoutvorm(Vorm):
    partij: Partijcode = Field(description="Wie het aanbood.")
    plaats: str = Field(description="Waar de fout zat; nooit wat er stond.")
    aantal: int = Field(ge=1)
    eerste_op: AwareDatetime
    laatste_op: AwareDatetime


class Invoerfoutlijst(Vorm):
    invoerfouten: list[Invoerfoutvorm]
