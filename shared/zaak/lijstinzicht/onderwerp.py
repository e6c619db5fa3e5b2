"""Looking at a list of names, and changing its lines."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.lijstinzicht.regelrouter import lijstregels_router
from shared.zaak.lijstinzicht.router import namenlijsten_router
from shared.zaak.lijstinzicht.vernietigrouter import vernietiging_router

ONDERWERP = Onderwerp(
    naam="zaak/lijstinzicht",
    routers=(
        namenlijsten_router,
        lijstregels_router,
        vernietiging_router,
    ),
)
