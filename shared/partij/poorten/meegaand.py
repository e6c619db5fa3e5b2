"""The ports through which subjects take along what they keep of somebody: all of it when he is
destroyed, or what a group's approach brought when that ends. And the port through which a subject
holds what would otherwise be destroyed by itself: until nothing holds it any more; then its term
counts as if nothing had. A human who destroys is not stopped by it, nor is a replay of what was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.opslag.basis import Basis


@dataclass(frozen=True)
class Meegaand:
    """``rijen``: the tables it reaches; the database keeps no older versions of those either.

    ``neem_weg`` gets the ids of persons, no more at once than one question holds, in the
    transaction that tidies the rest; one statement a table, however many they are; repeatable.
    """

    rijen: tuple[type[Basis], ...]
    neem_weg: Callable[[Session, Collection[str]], object]


def alle_rijen(*rijen: type[Basis]) -> Meegaand:
    """Every row of these tables that is about one of the persons."""

    def neem_weg(sessie: Session, personen: Collection[str]) -> None:
        for rij in rijen:
            sessie.execute(delete(rij).where(rij.__table__.c.persoon_id.in_(personen)))

    return Meegaand(rijen, neem_weg)


@dataclass(frozen=True)
class Aanpakeinde:
    """Whose part of which group ends. ``dode_sleutel``: a key that is destroyed, to close with."""

    groep: str
    personen: tuple[str, ...]
    dode_sleutel: str = field(repr=False)


@dataclass(frozen=True)
class Aanpakdeel:
    """``naam`` counts it; ``rijen``: the tables it reaches.

    ``sleutels``: keys of its own, besides those per person and purpose, for this group and these
    persons. ``neem_weg`` runs after all keys were destroyed, in the transaction that tidies the
    rest; repeatable; how many.
    """

    naam: str
    rijen: tuple[type[Basis], ...]
    neem_weg: Callable[[Session, Aanpakeinde], int]
    sleutels: Callable[[Session, str, Collection[str]], Collection[str]] | None = None


@dataclass(frozen=True)
class Begindagen:
    """From when the terms of own records count, where a subject records that.

    ``dagen``: by record, the days its terms count from, in the place of its own; ``regels``: the
    rows whose destruction the subject carries out itself; ``personen``: by person, days from which
    the terms of all his records count too.
    """

    dagen: Callable[[Session], Mapping[str, Mapping[str, date]]]
    regels: frozenset[str] = frozenset()
    personen: Callable[[Session, Convenantregels], Mapping[str, Mapping[str, date]]] | None = None


Akkoorden: TypeAlias = Callable[[Session, date], Collection[str]]
"""By code the kinds of own record that may be destroyed on a day as far as the archive goes."""


Plaatsen: TypeAlias = Callable[[Session, Collection[str]], Iterable[tuple[str, str]]]
"""Which of these persons have a place in what a subject keeps of a group, each with the group; no
more at once than one question holds."""


Werkhouders: TypeAlias = Callable[[Session, Collection[str]], Iterable[tuple[str, datetime | None]]]
"""Which of these persons something needs that is no record of him: work under way, with ``None``;
of work that is over the moment of that. No more at once than one question holds."""


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


Vasthouden: TypeAlias = Callable[[Session, Convenantregels], Iterable[Vast]]


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


def vastgehouden(
    sessie: Session, regels: Convenantregels, poorten: Iterable[Vasthouden]
) -> Vastgehouden:
    """What all subjects of a party together hold."""
    return Vastgehouden(een for poort in poorten for een in poort(sessie, regels))
