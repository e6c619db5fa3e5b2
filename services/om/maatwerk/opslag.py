"""Queries on the OM's own work. No commit."""

from __future__ import annotations

from sqlalchemy import Select, select

from services.om.maatwerk.tabellen import MaatwerkRij


def van_groep(*, groep: str, na: str | None, hoogstens: int) -> Select[MaatwerkRij]:
    """What was recorded for a group, in order of id."""
    vraag = select(MaatwerkRij).where(MaatwerkRij.groep == groep)
    if na is not None:
        vraag = vraag.where(MaatwerkRij.id > na)
    return vraag.order_by(MaatwerkRij.id).limit(hoogstens)
