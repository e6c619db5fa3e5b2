"""A row of the file as it is remembered, and back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.tabellen import PersoonRij
from shared.kluis.geheugen import Herinnering
from shared.partij.onthouden.bron import GEEN, Beeld, Onthoudbron


def herinnering_van(sessie: Session, bron: Onthoudbron, rij: Any) -> Herinnering | None:  # noqa: ANN401 - a row
    """What is remembered of it; ``None``: nothing any more, or of nobody who is there."""
    beeld = bron.beeld(rij)
    sleutel = None if beeld is None else bron.sleutel(sessie, rij)
    if sleutel is None:
        return None
    inhoud = json.dumps(beeld, sort_keys=True, separators=(",", ":")).encode()
    return Herinnering(bron.soort, rij.id, None if sleutel == GEEN else sleutel, inhoud)


def beeld_van(herinnering: Herinnering) -> Beeld:
    """What ``herinnering_van`` made."""
    beeld: Beeld = json.loads(herinnering.inhoud)
    return beeld


def persoonssleutel(sessie: Session, persoon_id: str) -> str | None:
    """Of whom it is about; ``None``: he is not in this file, or was destroyed. Nobody is read."""
    persoon = PersoonRij.__table__.c
    return sessie.scalar(select(persoon.sleutel_id).where(persoon.id == persoon_id))
