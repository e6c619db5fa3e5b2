"""Shapes on the wire: an authorisation as a party registers it, and as others may know it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from gateway.web.vormen import Kenmerk, Partijcode, Registerdocument, Vorm
from shared.web.verzoek.vormen import Dag


class Autorisatieinvoer(Registerdocument):
    """What a party registers about an employee: a reference and yes or no, never a name."""

    model_config = ConfigDict(strict=True)

    partij: Partijcode
    functie: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: bool
    vog: bool
    geldig_tot: Annotated[Dag, Field(strict=False, description="De laatste geldige dag.")]
    account: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")] | None = Field(
        default=None,
        description="Alleen voor wie zelf met een token bij de gateway komt: "
        "b64url(SHA-256(JCS([uitgever, sub]))).",
    )
    bevestigd_door: Kenmerk | None = Field(
        default=None,
        description="De autorisatie van de collega die deze bevestigde, als de partij dat vraagt.",
    )


class Autorisatieantwoord(Vorm):
    id: Kenmerk
    partij: Partijcode
    functie: str
    geldig_tot: date
    bladnummer: int = Field(ge=0)


class Collega(Vorm):
    """What another party may know of an employee: enough to address a message to."""

    id: Kenmerk
    partij: Partijcode
    functie: str
    geldig_tot: date
    geldig: bool = Field(description="Of vandaag aan alle voorwaarden is voldaan.")


class Autorisatielijst(Vorm):
    autorisaties: list[Collega]
    volgende: Kenmerk | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class EigenAutorisatie(Vorm):
    """By which authorisation somebody reads here, and what it lets him do."""

    id: Kenmerk
    partij: Partijcode
    functie: str
    rechten: list[str] = Field(description="Wat deze functie volgens het convenant mag.")
    geldig_tot: date
    aanstelling: Kenmerk | None = Field(
        description="De aanstelling waarmee u over alle partijen kijkt; zonder: alleen die van u."
    )
