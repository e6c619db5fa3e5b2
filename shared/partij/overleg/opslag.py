"""Queries on meetings and on what was said. Works on the session it is given; no commit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.partij.overleg.modellen import MondelingRij, OverlegreeksRij
from shared.partij.uitwisseling_modellen import InkomendRij, UitgaandRij


def reeksen(*, na: str | None, hoogstens: int, groep: str) -> Select[OverlegreeksRij]:
    """The series about a group, in order of id."""
    vraag = select(OverlegreeksRij).where(OverlegreeksRij.groep == groep)
    if na is not None:
        vraag = vraag.where(OverlegreeksRij.id > na)
    return vraag.order_by(OverlegreeksRij.id).limit(hoogstens)


def mondeling(
    *, na: str | None, hoogstens: int, groep: str | None, overleg: str | None, open_: bool | None
) -> Select[MondelingRij, UitgaandRij]:
    """What was promised to be said, with its message; ``open_``: not yet told whether it was."""
    vraag = select(MondelingRij, UitgaandRij).join(
        UitgaandRij, UitgaandRij.bericht_id == MondelingRij.bericht_id
    )
    if na is not None:
        vraag = vraag.where(MondelingRij.bericht_id > na)
    if groep is not None:
        vraag = vraag.where(UitgaandRij.groep == groep)
    if overleg is not None:
        vraag = vraag.where(MondelingRij.overleg == overleg)
    if open_ is not None:
        te_doen = MondelingRij.gedeeld.is_(None)
        vraag = vraag.where(te_doen if open_ else ~te_doen)
    return vraag.order_by(MondelingRij.bericht_id).limit(hoogstens)


def in_overleg(sessie: Session, overleg: str) -> Sequence[tuple[MondelingRij, UitgaandRij]]:
    """Everything this party promised to say in a meeting."""
    vraag = (
        select(MondelingRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == MondelingRij.bericht_id)
        .where(MondelingRij.overleg == overleg)
        .order_by(MondelingRij.bericht_id)
    )
    return [(rij[0], rij[1]) for rij in sessie.execute(vraag)]


def ontvangen(sessie: Session, berichten: Sequence[str]) -> Sequence[InkomendRij]:
    """Of these messages those that came in here, in order of id."""
    vraag = select(InkomendRij).where(InkomendRij.bericht_id.in_(berichten))
    return sessie.scalars(vraag.order_by(InkomendRij.bericht_id)).all()
