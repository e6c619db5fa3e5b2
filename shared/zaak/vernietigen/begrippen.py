"""Words and rules of destroying by plan. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

VERNIETIGEN: Final = "personen.vernietigen"
RAADPLEGEN: Final = "raadplegen"
TOEZICHT: Final = "toezicht.lezen"
OP_VERZOEK: Final = "verzoekBetrokkene"
"""The ground that is itself what somebody asked."""


class Planstand(StrEnum):
    """How far a plan is. From ``BEVESTIGD`` on it is not taken back: keys may be gone."""

    VOORGESTELD = "voorgesteld"
    BEVESTIGD = "bevestigd"
    UITGEVOERD = "uitgevoerd"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True)
class Planinvoer:
    """What somebody wants destroyed, and why."""

    personen: Sequence[str]
    grond: str
    reden: str
    bevestigd: bool


@dataclass(frozen=True)
class Akkoord:
    """That an archivist approved destroying one category of own records (reading H10)."""

    categorie: str
    selectielijst: str
    nummer: str
    archivaris: str
    akkoord_op: date
    geldig_tot: date | None

    def geldt(self, dag: date) -> bool:
        """Whether it stands on that day."""
        return self.akkoord_op <= dag and (self.geldig_tot is None or dag <= self.geldig_tot)


@dataclass(frozen=True)
class Proef:
    """What a plan would destroy: per person, and together; and what the archivist did not approve.

    ``beletsels``: own categories without approval. They only stop a plan whose ground no covenant
    or law demands.
    """

    per_persoon: Mapping[str, Mapping[str, int]]
    beletsels: Sequence[str]

    @property
    def samen(self) -> dict[str, int]:
        """The numbers of the whole."""
        totaal: dict[str, int] = {"personen": len(self.per_persoon)}
        for aantallen in self.per_persoon.values():
            for wat, aantal in aantallen.items():
                totaal[wat] = totaal.get(wat, 0) + aantal
        return totaal
