"""The approach of a group, and its actions."""

from __future__ import annotations

from pathlib import Path

from services.gemeente.aanpak.actierouter import acties_router
from services.gemeente.aanpak.router import aanpak_router
from services.gemeente.aanpak.stapstandrouter import stapstand_router
from services.gemeente.aanpak.werk import AANPAK
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/aanpak",
    routers=(
        aanpak_router,
        acties_router,
        stapstand_router,
    ),
    migraties=Path(__file__).parent / "migraties",
    werk=(AANPAK,),
)
