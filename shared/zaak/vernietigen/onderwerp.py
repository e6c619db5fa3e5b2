"""Destroying by plan: proposed by one, decided by another, declared in the log."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.vernietigen.opslag import IN_PLANNEN
from shared.zaak.vernietigen.proef import goedgekeurd
from shared.zaak.vernietigen.router import vernietigingsplannen_router
from shared.zaak.vernietigen.selectielijstrouter import selectielijst_router
from shared.zaak.vernietigen.toezicht import PLANTOEZICHT
from shared.zaak.vernietigen.uitvoeren import PLANVOORTGANG, voer_plannen_uit
from shared.zaak.vernietigen.werk import VERNIETIGWERK

ONDERWERP = Onderwerp(
    naam="zaak/vernietigen",
    routers=(vernietigingsplannen_router, selectielijst_router),
    migraties=Path(__file__).parent / "migraties",
    werk=(VERNIETIGWERK,),
    akkoorden=(goedgekeurd,),
    toezicht=(PLANTOEZICHT,),
    voortgangen=(PLANVOORTGANG,),
    meegaand=(IN_PLANNEN,),
    onderhoud=(voer_plannen_uit,),
)
