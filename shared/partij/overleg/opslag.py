"""Queries on meetings and on what was said. Works on the session it is given; no commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.partij.overleg.modellen import OverlegreeksRij
from shared.partij.uitwisseling_modellen import (
    InkomendRij,
    UitgaandRij,
    UitingRij,
    Uitingstand,
    Verzendstatus,
)

Kop = Mapping[str, Any]


def reeksen(*, na: str | None, hoogstens: int, groep: str) -> Select[OverlegreeksRij]:
    """The series about a group, in order of id."""
    vraag = select(OverlegreeksRij).where(OverlegreeksRij.groep == groep)
    if na is not None:
        vraag = vraag.where(OverlegreeksRij.id > na)
    return vraag.order_by(OverlegreeksRij.id).limit(hoogstens)


def koppen(sessie: Session, berichten: Collection[str]) -> dict[str, Kop]:
    """By message: its kop, of what this party sent or received."""
    uit = select(UitgaandRij.bericht_id, UitgaandRij.kop)
    in_ = select(InkomendRij.bericht_id, InkomendRij.kop)
    gevonden: dict[str, Kop] = {}
    for vraag, tabel in ((uit, UitgaandRij), (in_, InkomendRij)):
        rijen = sessie.execute(vraag.where(tabel.bericht_id.in_(berichten)))
        gevonden.update({bericht: kop for bericht, kop in rijen})
    return gevonden


def onverteld(sessie: Session, overleg: str) -> list[str]:
    """What may have been said in a meeting and of which nobody told yet, by uiting."""
    vraag = (
        select(UitingRij.id)
        .join(UitgaandRij, UitgaandRij.uiting == UitingRij.id)
        .where(
            UitingRij.overleg == overleg,
            UitingRij.stand == Uitingstand.OPEN,
            UitgaandRij.status == Verzendstatus.AANGEKONDIGD,
        )
        .distinct()
        .order_by(UitingRij.id)
    )
    return list(sessie.scalars(vraag))
