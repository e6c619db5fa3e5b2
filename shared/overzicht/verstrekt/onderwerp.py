"""Who got what about one person."""

from __future__ import annotations

from shared.overzicht.verstrekt.router import verstrekt_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/verstrekt",
    routers=(verstrekt_router,),
)
