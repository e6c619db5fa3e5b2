"""Which concept a form is, and what of the form is text of somebody. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VELD = "_concept"
MERK = "_merk"
"""The version of the record that was on the page when somebody began."""
_NIET_BEWAREN = ("_csrf", VELD, "_sleutel", "_meer", "nagelezen")


@dataclass(frozen=True)
class Conceptsleutel:
    """Which form about what, by whom; ``personen``: who goes, takes it along."""

    sub: str
    soort: str
    onderwerp: str
    personen: tuple[str, ...] = ()

    @property
    def pad(self) -> str:
        """Where the service keeps it."""
        return f"/concepten/{self.soort}/{self.onderwerp}"


def te_bewaren(velden: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What of a form is text of somebody."""
    return {naam: list(een) for naam, een in velden.items() if naam not in _NIET_BEWAREN}
