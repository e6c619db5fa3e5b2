"""How groups stand."""

from __future__ import annotations

from shared.overzicht.groepspagina.router import groepspagina_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/groepspagina",
    routers=(groepspagina_router,),
)
