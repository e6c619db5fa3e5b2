"""A file that takes long to make: what is asked, what comes of it, and how long it stays. Pure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from gateway.toegang.zicht import Raadpleger
from shared.web.langwerk.begrippen import Voortgang, Werkstand, Werkwoorden, werkstand, zin

BEWAARD: Final = timedelta(hours=24)
"""How long a file stays after it was made, and one that never was after it was asked."""
HOOGSTENS: Final = 20
"""How many of one asker there are at a time: each takes room until its end."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Werk:
    """A file somebody asked for. ``wat``: what its kind makes it of; ``bladnummer``: the leaf that
    says it was asked; ``poging``: which attempt at it is the last; ``vervalt_op``: its end."""

    id: str
    soort: str
    wie: Raadpleger
    wat: dict[str, Any]
    bladnummer: int
    begonnen_op: datetime
    totaal: int
    gedaan: int
    poging: int
    klaar_op: datetime | None
    vervalt_op: datetime
    media: str | None
    koppen: dict[str, str] | None

    def stand(self, nu: datetime) -> Werkstand:
        """How it stands."""
        over = self.totaal - self.gedaan
        return werkstand(Voortgang(over, self.klaar_op), self.totaal, self.begonnen_op, nu)

    def zin(self, woorden: Werkwoorden, nu: datetime) -> str:
        """What its asker reads."""
        return zin(woorden, self.stand(nu), self.gedaan, self.totaal)


class Teller:
    """How many of what goes into a file have gone by."""

    def __init__(self) -> None:
        self.gedaan = 0

    def door(self, dingen: Iterable[T]) -> Iterator[T]:
        """The same, counted."""
        for een in dingen:
            yield een
            self.gedaan += 1


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as it is given: its bytes in pieces, and what the answer says with them."""

    brokken: Iterable[bytes]
    media: str
    koppen: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Bestandsoort(Werkwoorden):
    """One kind, declared by its subject. ``maak`` may be done again: what is asked and as of which
    size of the log lies fixed. ``operatie``: what the records of processing say of it."""

    soort: str
    operatie: tuple[str, str]
    maak: Callable[[Werk, Teller], Awaitable[Bestand]]


@dataclass(frozen=True, slots=True)
class Bestandsvraag:
    """What is asked of a kind: ``voor_log`` goes into the leaf, exactly as for who waits."""

    soort: str
    wat: dict[str, Any]
    voor_log: dict[str, Any]
    totaal: int
