"""What is asked about one group or person at a time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import GroepseindeRij


def is_beeindigd(sessie: Session, groep: str) -> bool:
    """Whether this party knows that the approach of this group is over."""
    return sessie.get(GroepseindeRij, groep) is not None
