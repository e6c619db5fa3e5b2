"""What a step still asks before a group leaves it (4.1): the port to who keeps the answers.

The gateway knows no answers and cannot wait for them. The party that keeps them signs every
decision that takes a group out of a step, so that none stands without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy.orm import Session

from shared.partij.dienst import Dienst
from shared.partij.fouten import PartijFout


class StapNietKlaar(PartijFout):
    """The group cannot leave its step yet; ``redenen`` says everything that is missing."""

    def __init__(self, stap: int, redenen: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(f"De groep kan nog niet uit stap {stap}; zie redenen.")
        self.redenen = list(redenen)


class Stapeisen(Protocol):
    """Reads the own file."""

    def ontbreekt(
        self, sessie: Session, dienst: Dienst, groep: str, stap: int
    ) -> list[dict[str, Any]]:
        """A reason for each thing that is missing; none: the group may go on."""
        ...
