"""What was destroyed by itself, until a verklaring has it."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/vernietigd",
    migraties=Path(__file__).parent / "migraties",
)
