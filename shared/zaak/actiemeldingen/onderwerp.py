"""Reading the actions other parties gave, and telling them how it goes."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.actiemeldingen.router import actiemeldingen_router

ONDERWERP = Onderwerp(
    naam="zaak/actiemeldingen",
    routers=(actiemeldingen_router,),
)
