"""What goes when: by month, and each thing by itself; and what subjects keep to account for."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.bewaarstaat.kalenderrouter import bewaarkalender_router
from shared.zaak.bewaarstaat.lijstrouter import bewaarlijst_router
from shared.zaak.bewaarstaat.ruimen import ruim_bewaringen, ruim_dossiers
from shared.zaak.bewaarstaat.toezicht import BEWAARTOEZICHT
from shared.zaak.bewaarstaat.uitlegrouter import bewaaruitleg_router

ONDERWERP = Onderwerp(
    naam="zaak/bewaarstaat",
    routers=(bewaarkalender_router, bewaarlijst_router, bewaaruitleg_router),
    migraties=Path(__file__).parent / "migraties",
    toezicht=(BEWAARTOEZICHT,),
    onderhoud=(ruim_dossiers, ruim_bewaringen),
)
