"""What is done for the approach, as facts."""

from __future__ import annotations

from services.gemeente.acties.tijdlijn import ACTIEFEITEN
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/acties",
    tijdlijn=(ACTIEFEITEN,),
)
