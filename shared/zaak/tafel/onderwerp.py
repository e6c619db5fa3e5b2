"""Who meets when, and who sits at the table."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.tafel.router import tafel_router

ONDERWERP = Onderwerp(
    naam="zaak/tafel",
    routers=(tafel_router,),
    migraties=Path(__file__).parent / "migraties",
)
