"""How often the toetsing let something through, by month, so that nobody can be found in it.

Pure. Only whole months that are over, so that asking twice shows no single message; only two
totals, so that no part follows from another; under the bound no number at all, and above it
rounded, so that no difference says anything either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

MAANDEN: Final = 6
"""As far back as the log surely still has what was held back: that stays a year."""
MINSTENS: Final = 10
AFGEROND: Final = 10


class Maand(NamedTuple):
    """A month that is over: its first day, and the first day after it."""

    begin: date
    eind: date


def maanden_voor(vandaag: date) -> list[Maand]:
    """The last whole months, newest first."""
    gevonden, eind = [], vandaag.replace(day=1)
    for _ in range(MAANDEN):
        jaar, maand = divmod(eind.year * 12 + eind.month - 2, 12)
        gevonden.append(Maand(date(jaar, maand + 1, 1), eind))
        eind = gevonden[-1].begin
    return gevonden


def veilig(aantal: int) -> int | None:
    """The number as everybody may see it; None: fewer than the bound, perhaps none."""
    return None if aantal < MINSTENS else round(aantal / AFGEROND) * AFGEROND


def per_besluit(geteld: Mapping[str, int], besluiten: Sequence[str]) -> list[int | None]:
    """Of each of these decisions, as everybody may see it."""
    return [veilig(geteld.get(een, 0)) for een in besluiten]
