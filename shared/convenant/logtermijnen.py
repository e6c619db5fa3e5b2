"""How long the log keeps what its leaves say: the covenant's rows, looked up. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.rijen import Bladtermijn
from shared.convenant.termijnen import Termijn

VANAF_BLAD = "blad"
VANAF_AFSLUITING = "afsluiting"
VANAF_GELDIG_TOT = "geldigTot"


def bladtermijnen(regels: Convenantregels) -> Iterator[tuple[Bladtermijn, Termijn]]:
    """Every row with its term."""
    for rij in regels.logboek.termijnen:
        yield rij, Termijn.lees(rij.termijn)


def langste_bladtermijn(regels: Convenantregels) -> Termijn:
    """The longest term that counts from the leaf itself: that of what was recorded beside it."""
    termijnen = [termijn for rij, termijn in bladtermijnen(regels) if rij.vanaf == VANAF_BLAD]
    return max(termijnen or [termijn for _, termijn in bladtermijnen(regels)])
