"""Who watches over the file, and the records nobody should ask for."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.bewaking.lokrecords import LOKRECORDS, als_lokrecord
from shared.bestand.bewaking.router import alarmen_router
from shared.bestand.bewaking.werk import ALARMTOEZICHT, ALARMWERK
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/bewaking",
    routers=(alarmen_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(ALARMWERK,),
    toezicht=(ALARMTOEZICHT,),
    meegaand=(LOKRECORDS,),
    werkhouders=(als_lokrecord,),
)
