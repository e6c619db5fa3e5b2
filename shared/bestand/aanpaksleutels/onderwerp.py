"""A key per person and per purpose: what a group's approach brought ends by itself."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/aanpaksleutels",
    migraties=Path(__file__).parent / "migraties",
)
