"""A file that takes long to make: what is asked, what comes of it, and how long it stays. Pure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from gateway.toegang.raadpleger import Raadpleger
from gateway.werkzaamheden.bestand import Bestand, Teller
from shared.web.langwerk.begrippen import Voortgang, Werkstand, Werkwoorden, werkstand, zin

BEWAARD: Final = timedelta(hours=24)
"""How long a file stays after it was made, and one that never was after it was asked."""
HOOGSTENS: Final = 20
"""How many of one asker there are at a time: each takes room until its end."""


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


@dataclass(frozen=True, kw_only=True)
class Bestandsoort(Werkwoorden):
    """One kind, declared by its subject. ``maak`` may be done again: what is asked and as of which
    size of the log lies fixed. ``operatie``: what the records of processing say of it."""

    soort: str
    operatie: tuple[str, str]
    maak: Callable[[Werk, Teller], Awaitable[Bestand]]
