"""A proposed joint decision, as the gateway has it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Voorstel:
    """A proposal as the gateway has it; ``bladnummer`` and ``stand`` once it was decided."""

    besluit: Mapping[str, Any]
    digest: str
    voorgelegd_door: str
    voorgelegd_op: datetime
    getekend_door: tuple[str, ...]
    wacht_op: tuple[str, ...]
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
