"""The port through which subjects take along what a group's approach brought about a person."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from shared.opslag.basis import Basis


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
