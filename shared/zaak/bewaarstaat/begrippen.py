"""What is kept, with what the rows say of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from shared.convenant.bewaren.regels import VERNIETIGEN, Bewaarregel
from shared.convenant.termijnen import min_

GROND: Final = "verantwoording"
"""Why trails go; see `gronden.toml`."""


def uiterste_begin(regels: Iterable[Bewaarregel], vandaag: date) -> date | None:
    """What began after this day cannot go today; ``None``: no row destroys anything."""
    termijnen = [
        een.termijn for een in regels if een.bij_afloop == VERNIETIGEN and een.termijn is not None
    ]
    return max((min_(vandaag, een) for een in termijnen), default=None)
