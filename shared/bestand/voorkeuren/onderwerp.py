"""The filters that officials gave a name."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.voorkeuren.dienst import ruim_voorkeuren
from shared.bestand.voorkeuren.router import voorkeuren_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/voorkeuren",
    routers=(voorkeuren_router,),
    migraties=Path(__file__).parent / "migraties",
    onderhoud=(ruim_voorkeuren,),
)
