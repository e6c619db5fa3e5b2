"""Looking into the trail of who looked."""

from __future__ import annotations

from pathlib import Path

from shared.overzicht.leesspoor.bewaring import VRAGEN
from shared.overzicht.leesspoor.router import leesspoor_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/leesspoor",
    routers=(leesspoor_router,),
    leest_door=True,
    bewaringen=(VRAGEN,),
    migraties=Path(__file__).parent / "migraties",
)
