"""Who belongs to a group, and who represents whom."""

from __future__ import annotations

from shared.bestand.leden.groepsleden import LIDMAATSCHAPPEN
from shared.bestand.leden.ouderdagen import OUDERDAGEN, RELATIES
from shared.bestand.leden.router import groepsleden_router
from shared.bestand.leden.vertegenwoordigers import VERTEGENWOORDIGERS
from shared.bestand.leden.vertegenwoordigersrouter import vertegenwoordigers_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/leden",
    routers=(
        groepsleden_router,
        vertegenwoordigers_router,
    ),
    begindagen=(OUDERDAGEN,),
    vooruitzichten=(RELATIES,),
    meegaand=(
        LIDMAATSCHAPPEN,
        VERTEGENWOORDIGERS,
    ),
)
