"""What may be given about a group now."""

from __future__ import annotations

from shared.overzicht.watmag.router import watmag_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/watmag",
    routers=(watmag_router,),
)
