"""What would leave, before anything does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.verzenden.samenstellen.samenstelling import Samenstelling


@dataclass(frozen=True)
class Voorbeeld:
    """What the receiver would get, and what the toetsing says about it now."""

    samenstelling: Samenstelling
    besluit: Mapping[str, Any]
    toestand: Mapping[str, Any] = field(repr=False)

    @property
    def mag_weg(self) -> bool:
        return bool(self.besluit["besluit"] == "toegestaan")
