"""A signal this party gives: how long it stays (4.1, step 1; 8.1). Pure."""

from __future__ import annotations

from datetime import date

from shared.convenant.termijnen import plus
from shared.verzenden.stukken.begrippen import Stukstand

WEG = (Stukstand.INGETROKKEN, Stukstand.VERNIETIGD, Stukstand.NIET_GEGEVEN)
"""Where nobody has it (any more): only then its giver deletes it."""


def laatste_dag(vastgelegd: date, termijn: str, *, einde: date | None, daarna: str | None) -> date:
    """The last day on which a signal is kept, of a group that ended on ``einde``; or of no group.

    ``daarna``: how long this party keeps what was of a group that ended; None: not at all (H3).
    """
    dag = plus(vastgelegd, termijn)
    if einde is None:
        return dag
    return max(dag, einde if daarna is None else plus(einde, daarna))
