"""The witness of the log."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.getuigen.problemen import PROBLEMEN
from shared.verzenden.getuigen.router import getuige_router
from shared.verzenden.getuigen.werk import ALARMEN

ONDERWERP = Onderwerp(
    naam="verzenden/getuigen",
    routers=(getuige_router,),
    problemen=PROBLEMEN,
    migraties=Path(__file__).parent / "migraties",
    werk=(ALARMEN,),
)
