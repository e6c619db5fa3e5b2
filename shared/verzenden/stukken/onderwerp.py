"""Documents between parties about a group as a whole."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="verzenden/stukken",
    migraties=Path(__file__).parent / "migraties",
)
