"""Every query on the alarms of a party's own file."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.bewaking.tabellen import EigenalarmRij


def lees_alarmen(sessie: Session, na: str | None, hoogstens: int) -> Sequence[EigenalarmRij]:
    """Alarms after this one, the oldest first."""
    vraag = select(EigenalarmRij).order_by(EigenalarmRij.id).limit(hoogstens)
    if na is not None:
        vraag = vraag.where(EigenalarmRij.id > na)
    return sessie.scalars(vraag).all()
