"""How heavy a group is."""

from __future__ import annotations

from services.gemeente.indeling.router import indeling_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/indeling",
    routers=(indeling_router,),
)
