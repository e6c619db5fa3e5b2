"""From the errors of the lists to a status: rows in the one table of ``shared.web``."""

from __future__ import annotations

from shared.web.problemen import Foutrij, Uitleg, foutrij
from shared.zaak.lijsten.begrippen import NietVastTeStellen

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        NietVastTeStellen,
        409,
        "De nettolijst kan nog niet worden vastgesteld",
        lambda fout: Uitleg(detail=fout.melding, fouten=fout.fouten),
        naam="nettolijst-niet-klaar",
    ),
)
