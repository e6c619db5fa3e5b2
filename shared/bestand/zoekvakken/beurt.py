"""Waiting for whoever writes about the same person: no unique index spans two vakken."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.partij.zegel import Kluispoort


def vergrendel(sessie: Session, kluis: Kluispoort, sloten: Iterable[tuple[str, ...]]) -> None:
    """Held until the transaction ends. On SQLite the writing transaction is alone already."""
    if sessie.get_bind().dialect.name != "postgresql":
        return
    # In one order, so that two who want the same cannot wait for each other.
    for slot in sorted({kluis.slotnaam(*delen) for delen in sloten}):
        sessie.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(slot, 0))))
