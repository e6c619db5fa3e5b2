"""The kinds of work that only the gemeente has, from their packaged file."""

from __future__ import annotations

from pathlib import Path

from shared.partij.poorten.werkbron import laad_soorten

SOORTEN = laad_soorten(Path(__file__).parent / "werksoorten.toml")
