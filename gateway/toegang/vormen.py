"""Shapes on the wire: the parties, and what each signed about itself."""

from __future__ import annotations

from pydantic import Field

from gateway.web.vormen import Partijcode, Vorm


class Partijdocumentvorm(Vorm):
    inhoud: str = Field(description="De letterlijke tekst die de partij ondertekende.")
    handtekening: str = Field(description="Haar Payload-Signature over de digest daarvan.")


class Partijvorm(Vorm):
    code: Partijcode
    oin: str
    naam: str
    endpoint: str
    actief: bool
    dpia_goedgekeurd: bool
    certificaten: dict[str, str] = Field(description="Het geldende certificaat (PEM) per doel.")
    documenten: list[Partijdocumentvorm] = Field(
        description="Wat de partij over zichzelf tekende, van het eerste af. Geloof alleen dit."
    )
    bewijsstukken: list[str] = Field(
        description="De certificaten (PEM) die de documenten bij hun vingerafdruk noemen."
    )


class Partijlijst(Vorm):
    partijen: list[Partijvorm]
