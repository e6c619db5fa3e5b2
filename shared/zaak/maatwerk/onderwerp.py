"""What a party does by itself for a group. A party with rules of its own about it has its own."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.maatwerk.router import eigen_maatwerk_router
from shared.zaak.maatwerk.tijdlijn import EIGEN_MAATWERKFEITEN

ONDERWERP = Onderwerp(
    naam="zaak/maatwerk",
    routers=(eigen_maatwerk_router,),
    migraties=Path(__file__).parent / "migraties",
    tijdlijn=(EIGEN_MAATWERKFEITEN,),
)
