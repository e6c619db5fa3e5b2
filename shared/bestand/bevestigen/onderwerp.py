"""What a second administrator confirms."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.bevestigen.bewaring import VERZOEKEN
from shared.bestand.bevestigen.router import autorisatieverzoeken_router
from shared.bestand.bevestigen.werk import BEVESTIGINGEN
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/bevestigen",
    routers=(autorisatieverzoeken_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(BEVESTIGINGEN,),
    bewaringen=(VERZOEKEN,),
)
