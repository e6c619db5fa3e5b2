"""The register of incidents: what may have harmed data of the approach, told to all parties."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.incidenten.router import incidenten_router
from shared.zaak.incidenten.seinen import INCIDENTSEINEN
from shared.zaak.incidenten.tabellen import IncidentberichtRij, IncidentversieRij
from shared.zaak.incidenten.toezicht import INCIDENTTOEZICHT
from shared.zaak.incidenten.voorstelrouter import incidentvoorstellen_router
from shared.zaak.incidenten.werk import INCIDENTWERK

ONDERWERP = Onderwerp(
    naam="zaak/incidenten",
    routers=(incidenten_router, incidentvoorstellen_router),
    migraties=Path(__file__).parent / "migraties",
    werk=(INCIDENTWERK,),
    toezicht=(INCIDENTTOEZICHT,),
    seinen=(INCIDENTSEINEN,),
    berichthouders=(IncidentberichtRij.bericht_id, IncidentversieRij.bericht),
)
