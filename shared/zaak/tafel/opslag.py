"""Queries on who was let in at the door. Works on the session it is given; no commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.zaak.tafel.tabellen import ToelatingRij


def toelatingen(sessie: Session, overleggen: Collection[str]) -> Sequence[ToelatingRij]:
    """Everybody who was let in at the door of these meetings, in order."""
    vraag = select(ToelatingRij).where(ToelatingRij.overleg.in_(overleggen))
    return sessie.scalars(vraag.order_by(ToelatingRij.op, ToelatingRij.deelnemer)).all()
