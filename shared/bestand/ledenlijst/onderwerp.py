"""Reading who belongs to a group."""

from __future__ import annotations

from shared.bestand.ledenlijst.router import ledenlijst_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/ledenlijst",
    routers=(ledenlijst_router,),
)
