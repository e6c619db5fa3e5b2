"""What was done once, under a key of who asked it."""

from __future__ import annotations

from pathlib import Path

from shared.bestand.eenmaal.dienst import ruim_eenmalig
from shared.bestand.eenmaal.opslag import MEEGAAND
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/eenmaal",
    migraties=Path(__file__).parent / "migraties",
    meegaand=(MEEGAAND,),
    onderhoud=(ruim_eenmalig,),
)
