"""What awaits people at the OM: own records of which nobody said how long they may stay (8.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from services.om.bewaren.opslag import zonder_termijn
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.termijnen import min_
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.werkbron import Werkblik, Werkbron, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk

REGEL = "wjsg-zonder-termijn"
_SOORTEN = laad_soorten(Werksoort, Path(__file__).parent / "werksoorten.toml")


def _ontbreekt(blik: Werkblik) -> Iterator[Werkstuk]:
    """One item for all that have lain there for as long as the row says: a number, and no names."""
    regel = bewaarregels(blik.regels).regels[REGEL]
    assert regel.termijn is not None  # noqa: S101 - for the type checker: the packaged file
    soorten = regel.gegevenssoorten or frozenset()
    rijen = zonder_termijn(blik.sessie, soorten, voor=min_(blik.vandaag, regel.termijn))
    if rijen:
        yield _SOORTEN["wjsg-termijn-ontbreekt"].stuk(
            REGEL,
            sinds=min(rij.vastgelegd_op for rij in rijen),
            pad="/wjsg-zonder-termijn",
            aantal=len(rijen),
        )


WJSGWERK = Werkbron(_SOORTEN, _ontbreekt)
