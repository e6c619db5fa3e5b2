"""Several readings in one request, for a screen that shows them side by side."""

from __future__ import annotations

from shared.overzicht.samen.router import samen_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/samen",
    routers=(samen_router,),
)
