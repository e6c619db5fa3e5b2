"""Who is kept after a group closed: shielded, and looked back at only for a reason (8.1)."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.nietactief.opslag import GETOETST
from shared.zaak.nietactief.router import terugblikken_router
from shared.zaak.nietactief.ruimen import ruim_achterhaald, ruim_niet_behouden
from shared.zaak.nietactief.werk import TERUGBLIKWERK

ONDERWERP = Onderwerp(
    naam="zaak/nietactief",
    routers=(terugblikken_router,),
    leest_door=True,
    migraties=Path(__file__).parent / "migraties",
    werk=(TERUGBLIKWERK,),
    onderhoud=(ruim_achterhaald, ruim_niet_behouden),
    meegaand=(GETOETST,),
)
