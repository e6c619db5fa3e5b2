"""What every party starts from: the first tables, and its own errors."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.partij.web.problemen import PROBLEMEN

ONDERWERP = Onderwerp(
    naam="partij/web",
    problemen=PROBLEMEN,
    migraties=Path(__file__).parents[1] / "migraties",
)
