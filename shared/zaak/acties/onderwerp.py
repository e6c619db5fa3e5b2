"""What another party asked this one to do for a group, and how it stands."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.acties.tijdlijn import ACTIEFEITEN
from shared.zaak.acties.werk import ACTIEWERK

ONDERWERP = Onderwerp(
    naam="zaak/acties",
    migraties=Path(__file__).parent / "migraties",
    werk=(ACTIEWERK,),
    tijdlijn=(ACTIEFEITEN,),
)
