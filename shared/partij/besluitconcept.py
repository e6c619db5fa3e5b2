"""A prepared decision, and the port through which a service composes one out of its own file.

Who prepares and who decides are two people (covenant 5.1, 5.3; reading E11). What is put before
who decides follows from the concept and the file as it is that day; who signs gives back the digest
of exactly that, so that nothing changes between reading and signing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy.orm import Session

from shared.bericht.tijd import utc_tekst
from shared.partij.dienst import Dienst


class Conceptstand(StrEnum):
    """Waits for who decides; handed in (the answer is not known yet); laid before the other
    parties; taken; or taken back."""

    OPEN = "open"
    AANGEBODEN = "aangeboden"
    VOORGELEGD = "voorgelegd"
    GENOMEN = "genomen"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True)
class Concept:
    """What was prepared. ``inhoud``: what the preparer chose and wrote; it does not change."""

    id: str
    groep: str
    soort: str
    inhoud: Mapping[str, Any]
    opgesteld_op: datetime
    opgesteld_door: str
    stand: Conceptstand
    besluit: Mapping[str, Any] | None = None
    zetting: Mapping[str, str] | None = None
    afgedaan_op: datetime | None = None
    afgedaan_door: str | None = None
    bladnummer: int | None = None

    def als_besluit(self, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        """The decision this would be, saying this."""
        return {
            "id": self.id,
            "groep": self.groep,
            "soort": self.soort,
            "tijdstip": utc_tekst(self.opgesteld_op),
            "gegevens": dict(gegevens),
        }

    def als_genomen(self, bladnummer: int | None) -> Genomen:
        """The same once it is taken. Raises ``ValueError`` for what was never handed in."""
        if self.besluit is None or self.afgedaan_op is None or self.afgedaan_door is None:
            raise ValueError(f"concept {self.id} is niet aangeboden")
        return Genomen(self, self.besluit, self.afgedaan_door, self.afgedaan_op, bladnummer)


@dataclass(frozen=True)
class Genomen:
    """That a concept was taken: what exactly was signed, by whom and when, and its leaf."""

    concept: Concept
    besluit: Mapping[str, Any]
    door: str
    op: datetime
    bladnummer: int | None


class Besluitsteller(Protocol):
    """How a party's service composes one kind of decision, and what it does once it is taken."""

    @property
    def pad(self) -> str:
        """Where officials prepare it."""
        ...

    def gegevens(self, sessie: Session, dienst: Dienst, concept: Concept) -> Mapping[str, Any]:
        """What the decision says today, from the file. Raises ``PartijFout`` when it cannot be."""
        ...

    def is_genomen(self, sessie: Session, dienst: Dienst, genomen: Genomen) -> None:
        """Keeps what follows from it, in the transaction that marks it as taken."""
        ...
