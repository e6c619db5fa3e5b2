"""A proposed joint decision, as the gateway has it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Voorstel:
    """A proposal as the gateway has it; ``bladnummer`` and ``stand`` once it was decided.

    ``uitkomst``: open, or how it ended; ``antwoorden``: by party what it said instead of signing.
    """

    besluit: Mapping[str, Any]
    digest: str
    voorgelegd_door: str
    voorgelegd_op: datetime
    getekend_door: tuple[str, ...]
    wacht_op: tuple[str, ...]
    uitkomst: str = "open"
    antwoorden: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    afgedaan_op: datetime | None = None
    bladnummer: int | None = None
    stand: Mapping[str, Any] | None = None

    @property
    def id(self) -> str:
        """The decision's id."""
        return str(self.besluit["id"])

    @property
    def groep(self) -> str:
        """The group it is about."""
        return str(self.besluit["groep"])

    @property
    def soort(self) -> str:
        """The kind of decision."""
        return str(self.besluit["soort"])
