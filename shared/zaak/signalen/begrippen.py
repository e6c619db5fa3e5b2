"""A signal this party gives: how long it stays (4.1, step 1; 8.1). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import plus
from shared.verzenden.stukken.begrippen import Stukstand

SIGNAAL: Final = "groepssignaal"
VASTGELEGD: Final = "vastgelegd"
"""What the rows on keeping call it, and the day from which its term counts."""

WEG = (Stukstand.INGETROKKEN, Stukstand.VERNIETIGD, Stukstand.NIET_GEGEVEN)
"""Where nobody has it (any more): only then its giver deletes it."""


def als_ding(
    kenmerk: str,
    groep: str | None,
    vastgelegd: date,
    einden: Mapping[str, date],
    daarna: str | None,
) -> Ding:
    """A signal as a thing that is kept; of no group, or of one that runs or ended.

    ``einden``: the groups that ended, each with the day of that; ``daarna``: how long this party
    keeps what was of one of those; None: not at all (H3).
    """
    einde = None if groep is None else einden.get(groep)
    return Ding(
        kenmerk,
        SIGNAAL,
        {VASTGELEGD: vastgelegd},
        houdt=groep is not None and einde is None,
        tot=einde if einde is None or daarna is None else plus(einde, daarna),
        groep=groep,
    )
