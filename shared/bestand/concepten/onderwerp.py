"""What officials filled in and have not sent yet."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.concepten.dienst import ruim_concepten
from shared.bestand.concepten.opslag import MEEGAAND
from shared.bestand.concepten.router import concepten_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/concepten",
    routers=(concepten_router,),
    migraties=Path(__file__).parent / "migraties",
    meegaand=(MEEGAAND,),
    onderhoud=(ruim_concepten,),
)
