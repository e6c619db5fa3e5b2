"""Requests of people whose data are processed: taken at any party, decided on by each."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.rechten.opslag import NAAMLOOS, in_verzoek
from shared.zaak.rechten.router import rechtenverzoeken_router
from shared.zaak.rechten.tabellen import RechtenberichtRij, RechtendeelRij, RechtenverzoekRij
from shared.zaak.rechten.toezicht import VERZOEKEN
from shared.zaak.rechten.werk import RECHTENWERK

ONDERWERP = Onderwerp(
    naam="zaak/rechten",
    routers=(rechtenverzoeken_router,),
    leest_door=True,
    migraties=Path(__file__).parent / "migraties",
    werk=(RECHTENWERK,),
    toezicht=(VERZOEKEN,),
    meegaand=(NAAMLOOS,),
    werkhouders=(in_verzoek,),
    berichthouders=(
        RechtenverzoekRij.id,
        RechtendeelRij.voorstel_bericht,
        RechtenberichtRij.bericht_id,
    ),
)
