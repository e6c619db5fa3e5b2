"""From the errors of taking in to a status: rows in the one table of ``shared.web``."""

from __future__ import annotations

from shared.innemen.fouten import BerichtAnders, OntvangstGeweigerd
from shared.web.problemen import Foutrij, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(OntvangstGeweigerd, 403, "Aflevering geweigerd"),
    foutrij(BerichtAnders, 409),
)
