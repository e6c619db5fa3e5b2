"""What the three parties decide together, on paper."""

from __future__ import annotations

from pathlib import Path

from shared.partij.bewaring.bron import groepsdeel
from shared.partij.onderwerp import Onderwerp
from shared.zaak.driehoekstukken.router import driehoekstukken_router
from shared.zaak.driehoekstukken.tabellen import DriehoekstuknummerRij, DriehoekstukRij

ONDERWERP = Onderwerp(
    naam="zaak/driehoekstukken",
    routers=(driehoekstukken_router,),
    migraties=Path(__file__).parent / "migraties",
    groepsdelen=(groepsdeel(DriehoekstukRij, DriehoekstuknummerRij.stuk_id),),
)
