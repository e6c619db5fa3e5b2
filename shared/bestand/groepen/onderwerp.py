"""How a group goes, as this party saw it."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.groepen.seinen import GROEPSSEINEN
from shared.bestand.groepen.tijdlijn import GROEP
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/groepen",
    migraties=Path(__file__).parent / "migraties",
    tijdlijn=(GROEP,),
    seinen=(GROEPSSEINEN,),
)
