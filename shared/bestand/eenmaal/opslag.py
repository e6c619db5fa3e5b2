"""Every query on orders under a key; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.orm import Session

from shared.bestand.eenmaal.tabellen import EenmaligRij
from shared.partij.poorten.meegaand import Meegaand


def zoek(sessie: Session, door: str, sleutel: str) -> EenmaligRij | None:
    """What this official did under this key."""
    return sessie.get(EenmaligRij, (door, sleutel))


def ruim(sessie: Session, voor: datetime) -> int:
    """What is too long ago to be repeated; how many."""
    weg = sessie.execute(delete(EenmaligRij).where(EenmaligRij.gedaan_op < voor))
    assert isinstance(weg, CursorResult)  # noqa: S101 - for the type checker: a DELETE
    return int(weg.rowcount)


def _vergeet(sessie: Session, personen: Collection[str]) -> None:
    """That the key was used stays: a repeat does not record again who was destroyed."""
    over_hen = EenmaligRij.persoon_id.in_(personen)
    leeg = {"opdracht": None, "kenmerk": None, "persoon_id": None}
    sessie.execute(update(EenmaligRij).where(over_hen).values(leeg))


MEEGAAND = Meegaand((EenmaligRij,), _vergeet)
