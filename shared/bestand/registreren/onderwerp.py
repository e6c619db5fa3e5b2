"""Who may work in the file, as the party registers it."""

from __future__ import annotations

from shared.bestand.registreren.router import autorisaties_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/registreren",
    routers=(autorisaties_router,),
)
