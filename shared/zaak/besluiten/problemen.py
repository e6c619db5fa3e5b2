"""From the errors of a decision to a status: a row in the one table of ``shared.web``."""

from __future__ import annotations

from shared.partij.stapeisen import StapNietKlaar
from shared.web.problemen import Foutrij, Uitleg, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        StapNietKlaar,
        409,
        "De stap is nog niet klaar",
        lambda fout: Uitleg(detail=fout.melding, extra={"redenen": fout.redenen}),
        naam="stap-niet-klaar",
    ),
)
