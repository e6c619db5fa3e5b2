"""The lists to choose from, and what somebody may do."""

from __future__ import annotations

from shared.overzicht.wegwijs.router import wegwijs_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/wegwijs",
    routers=(wegwijs_router,),
)
