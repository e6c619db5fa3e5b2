"""The scan of a group."""

from __future__ import annotations

from pathlib import Path

from services.politie.groepsscan.herverzegelen import herverzegel_signalen
from services.politie.groepsscan.router import groepsscan_router
from services.politie.groepsscan.tabellen import GroepsscansignaalRij
from services.politie.groepsscan.tijdlijn import GROEPSSCAN_FEITEN
from services.politie.groepsscan.werk import GROEPSSCAN
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="politie/groepsscan",
    routers=(groepsscan_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(GROEPSSCAN,),
    tijdlijn=(GROEPSSCAN_FEITEN,),
    dossiers=(GroepsscansignaalRij,),
    groepsrijen=(GroepsscansignaalRij,),
    onderhoud=(herverzegel_signalen,),
)
