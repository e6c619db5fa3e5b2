"""From the error of who stands in the file twice to a status: a row in the table of problems."""

from __future__ import annotations

from shared.web.problemen import Foutrij, Uitleg, foutrij
from shared.zaak.dubbelen.fouten import NogDubbel

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        NogDubbel,
        409,
        "Nog iemand met deze naam en geboortedatum",
        lambda fout: Uitleg(detail=fout.melding, extra={"pad": fout.pad}),
        naam="nog-dubbel",
    ),
)
