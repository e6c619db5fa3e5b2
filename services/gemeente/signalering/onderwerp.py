"""Signals about groups."""

from __future__ import annotations

from pathlib import Path

from services.gemeente.signalering.bewaren import VASTGELEGDE_SIGNALEN, ruim_vastgelegd
from services.gemeente.signalering.router import signalen_router
from services.gemeente.signalering.tijdlijn import SIGNAALFEITEN
from services.gemeente.signalering.werk import SIGNAALWERK
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/signalering",
    routers=(signalen_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(SIGNAALWERK,),
    tijdlijn=(SIGNAALFEITEN,),
    vooruitzichten=(VASTGELEGDE_SIGNALEN,),
    onderhoud=(ruim_vastgelegd,),
)
