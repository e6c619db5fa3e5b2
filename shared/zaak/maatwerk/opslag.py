"""Queries on own tailor-made work. No commit."""

from __future__ import annotations

from sqlalchemy import Select, select

from shared.zaak.maatwerk.tabellen import EigenMaatwerkRij


def van_groep(groep: str, *, na: str | None, hoogstens: int) -> Select[EigenMaatwerkRij]:
    """What was recorded for a group, in order of id."""
    vraag = select(EigenMaatwerkRij).where(EigenMaatwerkRij.groep == groep)
    if na is not None:
        vraag = vraag.where(EigenMaatwerkRij.id > na)
    return vraag.order_by(EigenMaatwerkRij.id).limit(hoogstens)
