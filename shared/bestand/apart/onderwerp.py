"""Texts that are kept apart until somebody looked at them."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/apart",
    migraties=Path(__file__).parent / "migraties",
)
