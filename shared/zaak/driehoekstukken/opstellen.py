"""A list of names as it is put before who decides on the group: numbers and counts. Pure.

Persons are numbered anew in every document, in an order that says nothing; of what other parties
gave only how much there is (covenant 5.1, 7.5; readings E4, E8).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lid:
    """One person of the list: the entries that are that person, and what is counted."""

    regels: tuple[str, ...]
    leeftijdsklasse: str
    stand: str
    bekend_bij: int
    eigen_gegevens: int
    van_anderen: int


@dataclass(frozen=True)
class Opgesteld:
    """The content of the document, and apart from it which entries have which number."""

    gegevens: Mapping[str, Any]
    nummers: Mapping[int, tuple[str, ...]]


def stel_op(
    soort: str, leden: Sequence[Lid], onder: str, schud: Callable[[list[Lid]], None]
) -> Opgesteld:
    """``onder``: the member of the stuk that holds them; ``schud`` puts them in random order."""
    volgorde = list(leden)
    schud(volgorde)
    genummerd = list(enumerate(volgorde, start=1))
    gegevens = {
        "lijst": soort,
        onder: [
            {
                "nummer": nummer,
                "leeftijdsklasse": lid.leeftijdsklasse,
                "stand": lid.stand,
                "bekendBij": lid.bekend_bij,
                "eigenGegevens": lid.eigen_gegevens,
                "vanAnderen": lid.van_anderen,
            }
            for nummer, lid in genummerd
        ],
    }
    return Opgesteld(gegevens, {nummer: lid.regels for nummer, lid in genummerd})
