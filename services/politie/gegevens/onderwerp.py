"""The politie's own records about people."""

from __future__ import annotations

from pathlib import Path

from services.politie.gegevens.politiegegevens import POLITIEGEGEVENS
from services.politie.gegevens.tabellen import PolitiegegevenRij
from shared.bestand.dossier.router import dossier_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="politie/gegevens",
    routers=(lambda: dossier_router(POLITIEGEGEVENS),),
    migraties=Path(__file__).parents[1] / "migraties",
    dossiers=(PolitiegegevenRij,),
)
