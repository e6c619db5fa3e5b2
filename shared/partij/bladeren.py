"""A place in an ordered list that is made anew at every question. Pure.

A place is the sort key of an item. It is found again when what stood there is gone, when everything
before it is gone, and when something came in between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import lt
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Select

from shared.bericht.jsonvorm import JsonWaarde

Sleutel = tuple[str, ...]


class MetSleutel(Protocol):
    """Anything with a place of its own among the others."""

    @property
    def sleutel(self) -> Sleutel:
        """No two items have the same."""
        ...


S = TypeVar("S", bound=Select[Any])
T = TypeVar("T", bound=MetSleutel)
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Plek:
    """From this key (``mee``) or just after it; or the page that ends before it (``terug``)."""

    sleutel: Sleutel
    mee: bool = False
    terug: bool = False

    def als_json(self) -> JsonWaarde:
        """As it goes into a sealed cursor."""
        return [*self.sleutel, self.mee, self.terug]

    @classmethod
    def uit_json(cls, waarde: Any) -> Plek:  # noqa: ANN401 - out of a cursor sealed by ourselves
        """As it came out of one."""
        *sleutel, mee, terug = waarde
        return cls(tuple(sleutel), mee=mee, terug=terug)


@dataclass(frozen=True, slots=True)
class Bladzijde(Generic[T_co]):
    """A page: its items, and the places of itself, of the next and of the one before."""

    stukken: tuple[T_co, ...]
    positie: Plek | None
    volgende: Plek | None
    vorige: Plek | None


def blader(
    stukken: Sequence[T],
    plek: Plek | None,
    grootte: int,
    voor: Callable[[Sleutel, Sleutel], bool] = lt,
) -> Bladzijde[T]:
    """The page at a place; ``voor`` says which of two keys comes first in this list."""
    begin = 0
    if plek is not None and plek.terug:
        begin = max(0, sum(voor(stuk.sleutel, plek.sleutel) for stuk in stukken) - grootte)
    elif plek is not None:
        begin = sum(
            voor(stuk.sleutel, plek.sleutel) or (stuk.sleutel == plek.sleutel and not plek.mee)
            for stuk in stukken
        )
    blad = tuple(stukken[begin : begin + grootte])
    over = len(stukken) > begin + len(blad)
    hier = Plek(blad[0].sleutel, mee=True) if blad else plek
    return Bladzijde(
        stukken=blad,
        positie=hier,
        volgende=Plek(blad[-1].sleutel) if blad and over else None,
        vorige=Plek(hier.sleutel, terug=True) if begin and hier is not None else None,
    )


def vanaf(vraag: S, kolom: Any, na: str | None, *, nieuwste: bool = False) -> S:  # noqa: ANN401 - a column of any table
    """The rows that come after ``na``, by a key that grows with time: oldest or newest first."""
    if na is not None:
        vraag = vraag.where(kolom < na if nieuwste else kolom > na)
    return vraag.order_by(kolom.desc() if nieuwste else kolom)
