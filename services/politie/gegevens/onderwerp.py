"""The politie's own records about people."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from services.politie.gegevens.politiegegevens import EIGEN
from shared.bestand.dossier.router import dossier_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="politie/gegevens",
    routers=tuple(partial(dossier_router, een.soort) for een in EIGEN),
    migraties=Path(__file__).parents[1] / "migraties",
    dossiers=tuple(een.soort.tabel for een in EIGEN),
)
