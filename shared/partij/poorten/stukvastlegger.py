"""The port to a party's own record of what others gave about groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels


class Stukvastlegger(Protocol):
    """The port to a party's own record of what others gave about groups (``legtVast``)."""

    def leg_vast(self, sessie: Session, regels: Convenantregels, stuk: Geldendstuk) -> None:
        """The stuk counts, in the place of earlier versions of it."""
        ...

    def trek_in(
        self, sessie: Session, regels: Convenantregels, stuk: Geldendstuk, nu: datetime
    ) -> None:
        """Its giver took back what counted."""
        ...


@dataclass(frozen=True)
class Geldendstuk:
    """A received stuk that counts here. ``bericht_id``: the message that brought it.

    ``onderwerp`` is what versions of it have in common; ``medewerker`` an official of ``van``.
    """

    bericht_id: str
    soort: str
    versie: int
    onderwerp: str
    van: str
    medewerker: str | None
    groep: str | None
    kop: Mapping[str, Any]
    gegevens: Mapping[str, Any] = field(repr=False)
    op: datetime


Stukvastleggers: TypeAlias = Mapping[str, Stukvastlegger]
"""By stuk of the covenant file, who keeps it here; of another one nobody does."""
