"""Meetings about a group, and their reports."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.overleg.router import overleggen_router
from shared.zaak.overleg.tijdlijn import OVERLEGFEITEN
from shared.zaak.overleg.verslagrouter import verslagen_router
from shared.zaak.overleg.werk import OVERLEG

ONDERWERP = Onderwerp(
    naam="zaak/overleg",
    routers=(
        overleggen_router,
        verslagen_router,
    ),
    migraties=Path(__file__).parent / "migraties",
    werk=(OVERLEG,),
    tijdlijn=(OVERLEGFEITEN,),
)
