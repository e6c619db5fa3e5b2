"""Whose data, or which one of them, are not used until a restriction ends."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.partij.onderwerp import Onderwerp
from shared.partij.poorten.meegaand import alle_rijen
from shared.zaak.beperking.onthouden import BEPERKINGEN
from shared.zaak.beperking.opslag import wat_vaststaat
from shared.zaak.beperking.router import beperkingen_router
from shared.zaak.beperking.werk import OPHEFFEN

ONDERWERP = Onderwerp(
    naam="zaak/beperking",
    routers=(beperkingen_router,),
    leest_door=True,
    migraties=Path(__file__).parent / "migraties",
    vasthoudingen=(wat_vaststaat,),
    werk=(OPHEFFEN,),
    meegaand=(alle_rijen(BeperkingRij),),
    onthoudbronnen=(BEPERKINGEN,),
)
