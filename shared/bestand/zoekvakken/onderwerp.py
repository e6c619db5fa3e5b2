"""Blind indexes in vakken: an index dies with its person."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/zoekvakken",
    migraties=Path(__file__).parent / "migraties",
)
