"""From the errors of intakes to a status: a row in the one table of ``shared.web``."""

from __future__ import annotations

from services.gemeente.intake.begrippen import IntakeGesloten
from shared.web.problemen import Foutrij, Uitleg, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        IntakeGesloten,
        403,
        "Deze code werkt niet",
        lambda fout: Uitleg(detail=fout.melding),
        naam="intake-gesloten",
    ),
)
