"""Whether somebody who asks something about himself stands in the file twice."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.partij.poorten.meegaand import alle_rijen
from shared.zaak.dubbelen.problemen import PROBLEMEN
from shared.zaak.dubbelen.router import dubbelen_router
from shared.zaak.dubbelen.tabellen import RechtdubbelRij
from shared.zaak.dubbelen.werk import ZEGGEN

ONDERWERP = Onderwerp(
    naam="zaak/dubbelen",
    routers=(dubbelen_router,),
    leest_door=True,
    migraties=Path(__file__).parent / "migraties",
    problemen=PROBLEMEN,
    werk=(ZEGGEN,),
    meegaand=(alle_rijen(RechtdubbelRij),),
)
