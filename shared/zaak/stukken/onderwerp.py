"""Drawing up and answering documents about a group as a whole."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.stukken.router import stukken_router

ONDERWERP = Onderwerp(
    naam="zaak/stukken",
    routers=(stukken_router,),
)
