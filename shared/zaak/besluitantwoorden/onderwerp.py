"""What parties say to a proposed decision instead of signing it, and how proposals ended."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.besluitantwoorden.router import besluitantwoorden_router
from shared.zaak.besluitantwoorden.tijdlijn import UITKOMSTEN

ONDERWERP = Onderwerp(
    naam="zaak/besluitantwoorden",
    routers=(besluitantwoorden_router,),
    tijdlijn=(UITKOMSTEN,),
)
