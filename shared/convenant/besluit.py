"""The decision: permitted with grounds and duties, or refused with every reason.

Shapes of ``als_dict``: the profile's ``besluit.schema.json``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple


class Reden(NamedTuple):
    """Why a gate closes. ``onderdeel`` is the index in ``kop.onderdelen``, None for the message."""

    code: str
    poort: int
    onderdeel: int | None
    convenant: str | None
    wet: str | None
    interpretatie: str | None
    uitleg: str

    def als_dict(self) -> dict[str, Any]:
        """In the shape of the profile's besluit schema."""
        return self._asdict()


class Grondslag(NamedTuple):
    """On what an onderdeel is permitted: a covenant article and a statutory article (B13)."""

    onderdeel: int | None
    grondslag: str | None
    convenant: str
    wet: str
    interpretatie: str | None

    def als_dict(self) -> dict[str, Any]:
        """In the shape of the profile's besluit schema."""
        return self._asdict()


class Plicht(NamedTuple):
    """What follows from a permission; ``uiterlijk`` is the last day to meet it."""

    code: str
    uiterlijk: date | None
    onderdeel: int | None
    convenant: str | None
    wet: str | None
    interpretatie: str | None
    tekst: str

    def als_dict(self) -> dict[str, Any]:
        """In the shape of the profile's besluit schema."""
        velden = self._asdict()
        velden["uiterlijk"] = None if self.uiterlijk is None else self.uiterlijk.isoformat()
        return velden


@dataclass(frozen=True, slots=True)
class Besluit:
    """What the toetsing answers. Refused exactly when there is a reason."""

    redenen: tuple[Reden, ...] = ()
    grondslagen: tuple[Grondslag, ...] = ()
    plichten: tuple[Plicht, ...] = ()

    @property
    def toegestaan(self) -> bool:
        """Whether the message may be sent."""
        return not self.redenen

    @property
    def besluit(self) -> str:
        """``toegestaan`` or ``geweigerd``."""
        return "geweigerd" if self.redenen else "toegestaan"

    @property
    def poorten(self) -> tuple[int, ...]:
        """The gates that close, sorted, each once."""
        return tuple(sorted({reden.poort for reden in self.redenen}))

    def als_dict(self) -> dict[str, Any]:
        """JSON-ready, in the shape of the profile's besluit schema."""
        return {
            "besluit": self.besluit,
            "redenen": [reden.als_dict() for reden in self.redenen],
            "grondslagen": [grondslag.als_dict() for grondslag in self.grondslagen],
            "plichten": [plicht.als_dict() for plicht in self.plichten],
        }
