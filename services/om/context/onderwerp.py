"""What goes along to a criminal case."""

from __future__ import annotations

from pathlib import Path

from services.om.context.router import context_router
from services.om.context.spoor import SPOREN
from services.om.context.tabellen import ContextdoorgifteRij
from services.om.context.tijdlijn import CONTEXTFEITEN
from services.om.context.werk import CONTEXTWERK
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="om/context",
    routers=(context_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(CONTEXTWERK,),
    tijdlijn=(CONTEXTFEITEN,),
    sporen=SPOREN,
    berichthouders=(ContextdoorgifteRij.bericht,),
)
