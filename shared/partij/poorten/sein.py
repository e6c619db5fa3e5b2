"""A signal to the party's own system, and the port to who makes one of what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.bericht.jsonvorm import JsonWaarde


@dataclass(frozen=True, slots=True)
class Sein:
    """``wat``: the end of the event's type. ``pad``: where in this API it is read, after /v1."""

    wat: str
    onderwerp: str
    pad: str | None = None
    data: Mapping[str, JsonWaarde] = field(default_factory=dict)


class Seinmaker(Protocol):
    """Which rows of the file are worth a signal, and what it says. Pure."""

    def van_nieuwe(self, rij: object) -> Iterable[Sein]:
        """The signals of a row that was just added."""
        ...

    def van_gewijzigde(self, rij: object) -> Iterable[Sein]:
        """The signals of a row that was just changed."""
        ...

    def van_journaal(self, regel: Mapping[str, Any]) -> Iterable[Sein]:
        """The signals of a line of the journal, also of one that never was an object."""
        ...
