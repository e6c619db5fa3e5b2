"""From the errors of sending to a status: rows in the one table of ``shared.web``."""

from __future__ import annotations

from shared.partij.web.problemen import WACHT
from shared.verzenden.fouten import BesluitWijktAf, BewijsOnvoldoende, InnameWacht, NietBezorgd
from shared.web.problemen import Foutrij, Uitleg, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        NietBezorgd,
        502,
        "Niet bezorgd",
        lambda fout: Uitleg(detail=fout.melding, extra={"id": fout.bericht_id}),
        naam="niet-bezorgd",
    ),
    foutrij(BewijsOnvoldoende, 502, "Bewijs onvoldoende"),
    foutrij(BesluitWijktAf, 502, "Besluiten verschillen", naam="besluit-wijkt-af"),
    foutrij(
        InnameWacht,
        503,
        maak_detail=lambda fout: Uitleg(detail=fout.melding, koppen={"Retry-After": WACHT}),
    ),
)
