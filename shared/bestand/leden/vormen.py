"""Shapes of the answers about parents and legal representatives."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_OUDER
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel

Soortvertegenwoordiger = Literal["ouder", "wettelijkVertegenwoordiger"]


class VertegenwoordigerInvoer(Invoermodel):
    """A parent or legal representative of this person."""

    ouder_id: Kenmerk = Field(description="De persoon die ouder of vertegenwoordiger is.")
    soort: Soortvertegenwoordiger


class VertegenwoordigerUit(Uitvoermodel):
    """The relation, without content of either person."""

    kind_id: str
    ouder_id: str
    soort: str


class VertegenwoordigersUit(Uitvoermodel):
    """The parents and legal representatives of one person."""

    vertegenwoordigers: list[VertegenwoordigerUit]


VOORBEELD_VERTEGENWOORDIGER: dict[str, Any] = {
    "kindId": VOORBEELD_ID,
    "ouderId": VOORBEELD_OUDER,
    "soort": "ouder",
}
