"""One fact on the timeline of a group, and how near one looks. Pure.

A fact is a reference, a kind, a time and perhaps a count; what it says about a person stays where
it is kept, and goes with that person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from shared.partij.bladeren import Sleutel


class Zoom(StrEnum):
    """Headlines, or everything."""

    HOOFDLIJNEN = "hoofdlijnen"
    ALLES = "alles"


class Volgorde(StrEnum):
    """Which end comes first."""

    NIEUWSTE = "nieuwste"
    OUDSTE = "oudste"


@dataclass(frozen=True, slots=True)
class Tijdlijnfeit:
    """``soort``, ``onderwerp`` (a reference), time and ``volg`` name it; ``door`` is a reference.

    ``volg`` tells apart what happened to one thing at one moment; it means nothing else.
    ``eerst``: of what happened at one moment the rest follows from it.
    """

    tijdstip: datetime
    soort: str
    onderwerp: str
    titel: str
    hoofdlijn: bool
    partij: str | None = None
    door: str | None = None
    pad: str | None = None
    aantallen: Mapping[str, int] | None = None
    volg: str = ""
    eerst: bool = False

    @property
    def sleutel(self) -> Sleutel:
        """Where it stands among the others: by time, what leads to the rest first, then by what
        it is."""
        tijd = self.tijdstip.astimezone(UTC).isoformat(timespec="microseconds")
        return (tijd, "" if self.eerst else "later", self.soort, self.onderwerp, self.volg)


def stel_samen(
    feiten: Iterable[Tijdlijnfeit], zoom: Zoom, volgorde: Volgorde
) -> list[Tijdlijnfeit]:
    """The facts of this zoom, in order. Every headline is in everything."""
    gekozen = [feit for feit in feiten if zoom is Zoom.ALLES or feit.hoofdlijn]
    return sorted(gekozen, key=lambda feit: feit.sleutel, reverse=volgorde is Volgorde.NIEUWSTE)
