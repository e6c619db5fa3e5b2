"""Everything a party has about one person, for the request that asks it."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.verzameling.antwoordrouter import antwoord_router
from shared.zaak.verzameling.router import verzameling_router

ONDERWERP = Onderwerp(
    naam="zaak/verzameling",
    routers=(verzameling_router, antwoord_router),
)
