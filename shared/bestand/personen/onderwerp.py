"""The people in the party's own file, and their keys in other systems."""

from __future__ import annotations

from shared.bestand.personen.herindexeren import herstel_vakken, verhuis_oude_indexen
from shared.bestand.personen.router import personen_router
from shared.bestand.personen.sleutelregister import SLEUTELS
from shared.bestand.personen.sleutelrouter import externesleutels_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/personen",
    routers=(
        personen_router,
        externesleutels_router,
    ),
    meegaand=(SLEUTELS,),
    onderhoud=(herstel_vakken, verhuis_oude_indexen),
)
