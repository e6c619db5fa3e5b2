"""What a party decides on its part of a request, and what follows from that."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.rechtbesluiten.gevolgrouter import verzoekgevolgen_router
from shared.zaak.rechtbesluiten.router import verzoekbesluiten_router
from shared.zaak.rechtbesluiten.vervolg import VERVOLG
from shared.zaak.rechtbesluiten.werk import GEVOLGWERK

ONDERWERP = Onderwerp(
    naam="zaak/rechtbesluiten",
    routers=(verzoekbesluiten_router, verzoekgevolgen_router),
    leest_door=True,
    migraties=Path(__file__).parent / "migraties",
    werk=(GEVOLGWERK,),
    meegaand=(VERVOLG,),
)
