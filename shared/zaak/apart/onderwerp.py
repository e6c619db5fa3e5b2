"""Texts that were kept apart, and what is done with them."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.apart.router import aparte_teksten_router
from shared.zaak.apart.werk import APARTE_TEKSTEN

ONDERWERP = Onderwerp(
    naam="zaak/apart",
    routers=(aparte_teksten_router,),
    werk=(APARTE_TEKSTEN,),
)
