"""How own officials can be reached, as they gave it themselves."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.contact.bewaring import CONTACTEN
from shared.bestand.contact.router import contact_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/contact",
    routers=(contact_router,),
    bewaringen=(CONTACTEN,),
    migraties=Path(__file__).parent / "migraties",
)
