"""Signals by who is no party: an intake that an official opens."""

from __future__ import annotations

from pathlib import Path

from services.gemeente.intake.dienst import ruim_intakes
from services.gemeente.intake.problemen import PROBLEMEN
from services.gemeente.intake.router import intake_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/intake",
    routers=(intake_router,),
    problemen=PROBLEMEN,
    migraties=Path(__file__).parent / "migraties",
    onderhoud=(ruim_intakes,),
)
