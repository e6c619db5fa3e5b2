"""An own kind of record, declared once: how it is kept, and what of it may be given.

A party lists its kinds in one constant; its routers, its tables and its sources all follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shared.bestand.dossier.bronnen import Dossierbron
from shared.bestand.dossier.dossier import Dossiersoort
from shared.partij.poorten.gegevensbron import Gegevensbron


@dataclass(frozen=True)
class Eigenbron:
    """``soort``: its row, shapes and rules. ``bronnen``: each kind of data that may leave of it,
    more than one where one table holds several.
    """

    soort: Dossiersoort[Any, Any]
    bronnen: tuple[Dossierbron[Any, Any], ...]


def eigen_bronnen(eigen: Iterable[Eigenbron]) -> dict[str, Gegevensbron]:
    """What these kinds give, by kind of data."""
    return {bron.gegevenssoort: bron for een in eigen for bron in een.bronnen}
