"""The register of what went to a derde."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.partij.poorten.meegaand import alle_rijen
from shared.zaak.bekendmaking.router import bekendmakingen_router
from shared.zaak.bekendmaking.tabellen import BekendmakingpersoonRij

ONDERWERP = Onderwerp(
    naam="zaak/bekendmaking",
    routers=(bekendmakingen_router,),
    migraties=Path(__file__).parent / "migraties",
    meegaand=(alle_rijen(BekendmakingpersoonRij),),
)
