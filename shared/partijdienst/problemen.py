"""From the errors of a party's own file to a status: rows in the one table of ``shared.web``."""

from __future__ import annotations

from shared.partij.fouten import (
    Conflict,
    GeenToegang,
    NietGevonden,
    OngeldigeInvoer,
    Vernietigd,
    VersieVerouderd,
)
from shared.web.problemen import Foutrij, Uitleg, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(NietGevonden, 404),
    foutrij(Vernietigd, 410, "Vernietigd", naam="vernietigd"),
    foutrij(Conflict, 409),
    foutrij(VersieVerouderd, 412),
    foutrij(GeenToegang, 403, naam="geen-toegang"),
    foutrij(
        OngeldigeInvoer,
        400,
        "Ongeldig verzoek",
        lambda fout: Uitleg(detail="De invoer klopt niet; zie fouten.", fouten=fout.fouten),
    ),
)
