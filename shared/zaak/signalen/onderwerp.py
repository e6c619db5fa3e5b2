"""Signals a party gives from its own service, and how long they stay."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.signalen.router import signalen_router
from shared.zaak.signalen.vergeten import SIGNALEN, ruim_signalen

ONDERWERP = Onderwerp(
    naam="zaak/signalen",
    routers=(signalen_router,),
    vooruitzichten=(SIGNALEN,),
    onderhoud=(ruim_signalen,),
)
