"""Of whom somebody was, after the membership is gone."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/oudleden",
    migraties=Path(__file__).parent / "migraties",
)
