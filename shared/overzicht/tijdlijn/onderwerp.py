"""What happened around a group."""

from __future__ import annotations

from shared.overzicht.tijdlijn.router import tijdlijn_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/tijdlijn",
    routers=(tijdlijn_router,),
)
