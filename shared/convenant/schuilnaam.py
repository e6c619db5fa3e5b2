"""How a group is called: place, year and number, given by the system (profile, 1.1). Pure.

Never a word somebody types: such a word could name somebody, in a leaf that is signed and kept.
"""

import re
from collections.abc import Iterable

from shared.convenant.begrippen import Convenantregels

__all__ = ["is_schuilnaam", "volgende_schuilnaam", "vorm_van_schuilnaam"]


def vorm_van_schuilnaam(regels: Convenantregels) -> str:
    """The pattern as a person reads it: ``RTM-jjjj-nnn``."""
    return f"{regels.schuilnaam.plaats}-jjjj-{'n' * regels.schuilnaam.cijfers}"


def is_schuilnaam(regels: Convenantregels, naam: str) -> bool:
    """Whether a name has the covenant's form."""
    return _patroon(regels).fullmatch(naam) is not None


def volgende_schuilnaam(regels: Convenantregels, bestaande: Iterable[str], jaar: int) -> str:
    """The first free name of a year, after the highest that exists."""
    gevonden = (_patroon(regels).fullmatch(naam) for naam in bestaande)
    nummers = [int(m["nummer"]) for m in gevonden if m is not None and int(m["jaar"]) == jaar]
    nummer = max(nummers, default=0) + 1
    return f"{regels.schuilnaam.plaats}-{jaar:04}-{nummer:0{regels.schuilnaam.cijfers}}"


def _patroon(regels: Convenantregels) -> re.Pattern[str]:
    rij = regels.schuilnaam
    # More groups than digits in one year: then the number grows, and is never cut.
    return re.compile(
        rf"{rij.plaats}-(?P<jaar>20\d\d)-(?P<nummer>\d{{{rij.cijfers},{rij.cijfers + 3}}})",
        re.ASCII,
    )
