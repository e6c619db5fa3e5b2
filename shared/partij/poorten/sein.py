"""A signal to the party's own system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.bericht.jsonvorm import JsonWaarde


@dataclass(frozen=True, slots=True)
class Sein:
    """``wat``: the end of the event's type. ``pad``: where in this API it is read, after /v1."""

    wat: str
    onderwerp: str
    pad: str | None = None
    data: Mapping[str, JsonWaarde] = field(default_factory=dict)
