"""Queries on Wjsg terms, and on what they destroyed. No commit."""

from __future__ import annotations

from sqlalchemy import Select, select

from services.om.bewaren.tabellen import WjsgtermijnRij, WjsgvernietigingRij


def termijnen_van(persoon: str) -> Select[WjsgtermijnRij]:
    """The terms of one person's records, in order of id."""
    vraag = select(WjsgtermijnRij).where(WjsgtermijnRij.persoon_id == persoon)
    return vraag.order_by(WjsgtermijnRij.id)


def vernietigingen(*, na: str | None, hoogstens: int) -> Select[WjsgvernietigingRij]:
    """What each run destroyed, in order of id."""
    vraag = select(WjsgvernietigingRij).order_by(WjsgvernietigingRij.id)
    if na is not None:
        vraag = vraag.where(WjsgvernietigingRij.id > na)
    return vraag.limit(hoogstens)
