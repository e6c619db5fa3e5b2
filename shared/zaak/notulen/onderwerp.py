"""The one report of a meeting, for everybody who was there."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.notulen.router import notulen_router
from shared.zaak.notulen.tijdlijn import NOTULENFEITEN
from shared.zaak.notulen.werk import NOTULENWERK

ONDERWERP = Onderwerp(
    naam="zaak/notulen",
    routers=(notulen_router,),
    werk=(NOTULENWERK,),
    tijdlijn=(NOTULENFEITEN,),
)
