"""Decisions about a group: prepared, proposed and taken."""

from __future__ import annotations

from pathlib import Path

from shared.partij.bewaring.bron import groepsdeel
from shared.partij.onderwerp import Onderwerp
from shared.zaak.besluiten.conceptrouter import besluitconcepten_router
from shared.zaak.besluiten.problemen import PROBLEMEN
from shared.zaak.besluiten.router import groepsbesluiten_router
from shared.zaak.besluiten.tabellen import BesluitconceptRij
from shared.zaak.besluiten.voorstelrouter import besluitvoorstellen_router
from shared.zaak.besluiten.werk import GROEPEN

ONDERWERP = Onderwerp(
    naam="zaak/besluiten",
    routers=(
        groepsbesluiten_router,
        besluitconcepten_router,
        besluitvoorstellen_router,
    ),
    problemen=PROBLEMEN,
    migraties=Path(__file__).parent / "migraties",
    werk=(GROEPEN,),
    groepsdelen=(groepsdeel(BesluitconceptRij),),
)
