"""Closing the approach of a group."""

from __future__ import annotations

from services.gemeente.afsluiting.router import afsluiting_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/afsluiting",
    routers=(afsluiting_router,),
)
