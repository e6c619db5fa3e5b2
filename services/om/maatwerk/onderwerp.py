"""What the OM notes about a group."""

from __future__ import annotations

from pathlib import Path

from services.om.maatwerk.router import maatwerk_router
from services.om.maatwerk.tijdlijn import MAATWERKFEITEN
from services.om.maatwerk.werk import MAATWERK
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="om/maatwerk",
    routers=(maatwerk_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(MAATWERK,),
    tijdlijn=(MAATWERKFEITEN,),
)
