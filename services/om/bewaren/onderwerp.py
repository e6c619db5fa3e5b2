"""The terms of the Wjsg."""

from __future__ import annotations

from pathlib import Path

from services.om.bewaren.onderhoud import ruim_wjsg
from services.om.bewaren.opslag import WJSGDAGEN
from services.om.bewaren.router import wjsgtermijnen_router
from services.om.bewaren.tabellen import WjsgtermijnRij
from services.om.bewaren.werk import WJSGWERK
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="om/bewaren",
    routers=(wjsgtermijnen_router,),
    migraties=Path(__file__).parent / "migraties",
    dossiers=(WjsgtermijnRij,),
    werk=(WJSGWERK,),
    begindagen=(WJSGDAGEN,),
    onderhoud=(ruim_wjsg,),
)
