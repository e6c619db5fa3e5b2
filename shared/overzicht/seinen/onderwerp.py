"""What the party's own system was told; the table of what is still to be told."""

from __future__ import annotations

from shared.meldingen.opslag import MIGRATIES
from shared.overzicht.seinen.router import meldingen_router
from shared.overzicht.seinen.werk import MELDINGEN
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/seinen",
    routers=(meldingen_router,),
    migraties=MIGRATIES,
    werk=(MELDINGEN,),
)
