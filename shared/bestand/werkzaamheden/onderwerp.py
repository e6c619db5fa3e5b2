"""Long work that officials began, and how far it is."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.werkzaamheden.dienst import ruim_werkzaamheden
from shared.bestand.werkzaamheden.router import werkzaamheden_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/werkzaamheden",
    routers=(werkzaamheden_router,),
    migraties=Path(__file__).parent / "migraties",
    onderhoud=(ruim_werkzaamheden,),
)
