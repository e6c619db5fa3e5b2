"""The page of long work: of which kind it is, and its rows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_OPEN = ("bezig", "stokt")


def als_regels(
    werk: Iterable[Mapping[str, Any]], wijs: Callable[[str | None], str | None]
) -> list[dict[str, Any]]:
    """The rows of the page; what is under way first, else the newest first."""
    regels = [
        {
            "titel": een["titel"],
            "zin": een["zin"],
            "stokt": een["stand"] == "stokt",
            "open": een["stand"] in _OPEN,
            "gedaan": een["gedaan"],
            "totaal": een["totaal"],
            "begonnen": een["begonnenOp"],
            "vervalt": een.get("vervaltOp") if een["resultaat"] else None,
            "naar": wijs(een["resultaat"]),
        }
        for een in werk
    ]
    return sorted(regels, key=lambda een: not een["open"])


@dataclass(frozen=True)
class Werkblad:
    """Of which page it is. ``leeg``: what it says when there is nothing; ``uitkomst``: of the link
    to what came of it; ``boven``: where it belongs, as text and address."""

    titel: str
    hier: str
    leeg: str
    uitkomst: str
    boven: tuple[tuple[str, str], ...] = ()

    @property
    def stand(self) -> str:
        """What the page asks by itself."""
        return f"{self.hier}/stand"
