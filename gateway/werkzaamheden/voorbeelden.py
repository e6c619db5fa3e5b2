"""Invented answers for the description of the API."""

from __future__ import annotations

from typing import Any

VOORBEELD: dict[str, Any] = {
    "id": "0198a9b1-0000-7000-8000-000000000021",
    "soort": "uitwisselingen",
    "titel": "Uitwisselingen meenemen",
    "stand": "bezig",
    "gedaan": 1200,
    "totaal": 5000,
    "begonnenOp": "2026-11-23T12:00:00Z",
    "klaarOp": None,
    "vervaltOp": "2026-11-24T12:00:00Z",
    "bladnummer": 812,
    "resultaat": None,
    "zin": "1200 van 5000 regels opgeschreven. U kunt weggaan: dit gaat door, ook als de dienst "
    "opnieuw start.",
}
