"""What a party decides and does about incidents: report, inform, investigate, speak, close."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.incidentbehandeling.registerrouter import incidentregister_router
from shared.zaak.incidentbehandeling.router import incidentbehandeling_router

ONDERWERP = Onderwerp(
    naam="zaak/incidentbehandeling",
    routers=(incidentbehandeling_router, incidentregister_router),
)
