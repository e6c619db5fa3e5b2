"""What awaits somebody."""

from __future__ import annotations

from pathlib import Path

from shared.overzicht.werklijst.router import werklijst_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/werklijst",
    routers=(werklijst_router,),
    migraties=Path(__file__).parent / "migraties",
)
