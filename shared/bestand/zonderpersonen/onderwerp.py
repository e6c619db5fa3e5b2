"""That somebody confirmed a text is about nobody."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/zonderpersonen",
    migraties=Path(__file__).parent / "migraties",
)
