"""The gemeente's own records about people."""

from __future__ import annotations

from pathlib import Path

from services.gemeente.gegevens.bronnen import AANBOD, AANGESPROKEN, OUDERBETROKKENHEID, OVERLAST
from services.gemeente.gegevens.tabellen import (
    AanbodRij,
    AangesprokenRij,
    OuderbetrokkenheidRij,
    OverlastRij,
)
from shared.bestand.dossier.router import dossier_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/gegevens",
    routers=(
        lambda: dossier_router(OVERLAST),
        lambda: dossier_router(AANGESPROKEN),
        lambda: dossier_router(AANBOD),
        lambda: dossier_router(OUDERBETROKKENHEID),
    ),
    migraties=Path(__file__).parents[1] / "migraties",
    dossiers=(
        OverlastRij,
        AangesprokenRij,
        AanbodRij,
        OuderbetrokkenheidRij,
    ),
)
