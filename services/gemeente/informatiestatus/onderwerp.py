"""Whether somebody was informed."""

from __future__ import annotations

from services.gemeente.informatiestatus.router import informatiestatus_router
from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from services.gemeente.informatiestatus.toezicht import INFORMEERTOEZICHT
from services.gemeente.informatiestatus.werk import INFORMEREN
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/informatiestatus",
    routers=(informatiestatus_router,),
    dossiers=(InformatiestatusRij,),
    werk=(INFORMEREN,),
    toezicht=(INFORMEERTOEZICHT,),
)
