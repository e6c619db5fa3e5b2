"""Documents between parties about a group as a whole."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.stukken.voortgang import GEEFVOORTGANG, INTREKVOORTGANG

ONDERWERP = Onderwerp(
    naam="verzenden/stukken",
    migraties=Path(__file__).parent / "migraties",
    voortgangen=(GEEFVOORTGANG, INTREKVOORTGANG),
)
