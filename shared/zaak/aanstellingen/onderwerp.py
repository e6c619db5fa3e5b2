"""Appointments over all parties."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.aanstellingen.router import aanstellingen_router
from shared.zaak.aanstellingen.werk import AANSTELLINGEN

ONDERWERP = Onderwerp(
    naam="zaak/aanstellingen",
    routers=(aanstellingen_router,),
    werk=(AANSTELLINGEN,),
)
