"""Alles wat een kluis nodig heeft, om er nog een op te openen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.kluis import Kluis


@dataclass(frozen=True)
class Opstelling:
    """Een kluis met haar databank en haar sleutelbron."""

    url: str
    pad: Path
    engine: Engine
    bron: BestandsSleutelbron
    kluis: Kluis
