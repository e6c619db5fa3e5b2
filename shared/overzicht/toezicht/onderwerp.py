"""What runs and what was done, for who oversees."""

from __future__ import annotations

from shared.overzicht.toezicht.router import toezicht_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/toezicht",
    routers=(toezicht_router,),
)
