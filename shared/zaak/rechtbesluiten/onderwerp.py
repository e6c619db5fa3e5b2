"""What a party decides on its part of a request, and what follows from that."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.rechtbesluiten.router import verzoekbesluiten_router

ONDERWERP = Onderwerp(
    naam="zaak/rechtbesluiten",
    routers=(verzoekbesluiten_router,),
)
