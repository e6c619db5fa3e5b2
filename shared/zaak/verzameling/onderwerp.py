"""Everything a party has about one person, for the request that asks it, and what he gets of it."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.partij.poorten.meegaand import alle_rijen
from shared.zaak.verzameling.antwoordrouter import antwoord_router
from shared.zaak.verzameling.router import verzameling_router
from shared.zaak.verzameling.tabellen import RechtafschriftRij
from shared.zaak.verzameling.vasthouden import wat_op_inzage_wacht
from shared.zaak.verzameling.werk import WEGLATEN

ONDERWERP = Onderwerp(
    naam="zaak/verzameling",
    routers=(verzameling_router, antwoord_router),
    leest_door=True,
    migraties=Path(__file__).parent / "migraties",
    vasthoudingen=(wat_op_inzage_wacht,),
    werk=(WEGLATEN,),
    meegaand=(alle_rijen(RechtafschriftRij),),
)
