"""What was received, at a glance."""

from __future__ import annotations

from shared.overzicht.ontvangen.router import ontvangen_gegevens_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/ontvangen",
    routers=(ontvangen_gegevens_router,),
)
