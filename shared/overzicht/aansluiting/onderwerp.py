"""The party's file beside its log."""

from __future__ import annotations

from pathlib import Path

from shared.overzicht.aansluiting.router import aansluiting_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="overzicht/aansluiting",
    routers=(aansluiting_router,),
    migraties=Path(__file__).parent / "migraties",
)
