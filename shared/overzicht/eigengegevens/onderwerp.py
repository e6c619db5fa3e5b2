"""Which kinds of own records this party keeps, and everything of them about one person."""

from __future__ import annotations

from shared.overzicht.eigengegevens.router import eigengegevens_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/eigengegevens",
    routers=(eigengegevens_router,),
)
