"""What went out and came in."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.journaal.bewaring import (
    BERICHTEN,
    HOUDERS,
    JOURNAALREGELS,
    STUKKEN,
    VERZONDEN_NAMEN,
)
from shared.verzenden.journaal.router import journaal_router
from shared.verzenden.journaal.seinen import JOURNAALSEINEN, VERZOEKSEINEN
from shared.verzenden.journaal.tijdlijn import JOURNAAL

ONDERWERP = Onderwerp(
    naam="verzenden/journaal",
    routers=(journaal_router,),
    tijdlijn=(JOURNAAL,),
    bewaringen=(BERICHTEN, JOURNAALREGELS, VERZONDEN_NAMEN),
    berichthouders=HOUDERS,
    groepsdelen=(STUKKEN,),
    seinen=(
        JOURNAALSEINEN,
        VERZOEKSEINEN,
    ),
)
