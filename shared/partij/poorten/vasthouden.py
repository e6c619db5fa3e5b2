"""The port through which a subject holds what would otherwise be destroyed by itself.

What is held stays, whoever's term is over, until nothing holds it any more; then its term counts as
if nothing had. A human who destroys is not stopped by it, nor is a replay of what was destroyed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Vast:
    """Everything of a person, of one kind, or one record of it. ``vanaf``: the start by which the
    rows on keeping know it; ``sinds``: the day of that.
    """

    persoon: str = field(repr=False)
    gegevenssoort: str | None
    gegeven: str | None
    vanaf: str
    sinds: date


Vasthouden: TypeAlias = Callable[[Session], Iterable[Vast]]


class Vastgehouden:
    """What is held now. ``personen``: of whom anything is; ``geheel``: of whom everything is."""

    def __init__(self, alles: Iterable[Vast]) -> None:
        self._van: dict[str, list[Vast]] = {}
        for een in alles:
            self._van.setdefault(een.persoon, []).append(een)
        self.personen = frozenset(self._van)
        self.geheel = frozenset(
            persoon
            for persoon, vast in self._van.items()
            if any(een.gegevenssoort is None and een.gegeven is None for een in vast)
        )

    def begin(self, persoon: str, gegevenssoort: str | None, gegeven: str) -> dict[str, date]:
        """Of one record, by start, since when it is held; empty when nothing holds it."""
        dagen: dict[str, date] = {}
        for een in self._van.get(persoon, ()):
            if een.gegevenssoort in (None, gegevenssoort) and een.gegeven in (None, gegeven):
                dagen[een.vanaf] = min(een.sinds, dagen.get(een.vanaf, een.sinds))
        return dagen

    def sinds(self, persoon: str) -> dict[str, date]:
        """Of a person, by start, since when anything is held."""
        dagen: dict[str, date] = {}
        for een in self._van.get(persoon, ()):
            dagen[een.vanaf] = min(een.sinds, dagen.get(een.vanaf, een.sinds))
        return dagen


def vastgehouden(sessie: Session, poorten: Iterable[Vasthouden]) -> Vastgehouden:
    """What all subjects of a party together hold."""
    return Vastgehouden(een for poort in poorten for een in poort(sessie))
