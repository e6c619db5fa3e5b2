"""What of these people may go."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.aanbod.router import aanbod_router

ONDERWERP = Onderwerp(
    naam="verzenden/aanbod",
    routers=(aanbod_router,),
)
