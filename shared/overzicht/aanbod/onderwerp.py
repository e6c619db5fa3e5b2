"""What of these people may go."""

from __future__ import annotations

from shared.overzicht.aanbod.router import aanbod_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/aanbod",
    routers=(aanbod_router,),
)
