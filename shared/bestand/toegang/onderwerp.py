"""Who looked at what, and with which authorisation."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.toegang.spoor import ALARMSPOOR
from shared.bestand.toegang.verwerkingenrouter import dataverwerkingen_router
from shared.bestand.toegang.werk import AUTORISATIES
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/toegang",
    routers=(dataverwerkingen_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(AUTORISATIES,),
    meegaand=(ALARMSPOOR,),
)
