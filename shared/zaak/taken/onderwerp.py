"""What somebody promised to do for a group."""

from __future__ import annotations

from pathlib import Path

from shared.partij.bewaring.bron import groepsdeel
from shared.partij.onderwerp import Onderwerp
from shared.zaak.taken.problemen import PROBLEMEN
from shared.zaak.taken.router import taken_router
from shared.zaak.taken.seinen import TAAKSEINEN
from shared.zaak.taken.tabellen import TaakRij, TaakverloopRij
from shared.zaak.taken.tijdlijn import TAAKFEITEN
from shared.zaak.taken.werk import TAKEN

ONDERWERP = Onderwerp(
    naam="zaak/taken",
    routers=(taken_router,),
    problemen=PROBLEMEN,
    migraties=Path(__file__).parent / "migraties",
    werk=(TAKEN,),
    tijdlijn=(TAAKFEITEN,),
    seinen=(TAAKSEINEN,),
    groepsdelen=(groepsdeel(TaakRij, TaakverloopRij.taak),),
)
