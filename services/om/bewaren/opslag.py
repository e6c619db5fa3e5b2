"""Queries on Wjsg terms, and on what they destroyed. No commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.om.bewaren.soorten import SOORTEN
from services.om.bewaren.tabellen import WjsgtermijnRij, WjsgvernietigingRij
from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.convenant.termijnen import begin_nl
from shared.partij.poorten.meegaand import Begindagen


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


def _wjsgdagen(sessie: Session) -> Mapping[str, Mapping[str, date]]:
    """By record the last day that somebody recorded with it."""
    vraag = select(WjsgtermijnRij.id, WjsgtermijnRij.vernietigen_na)
    return {kenmerk: {"wjsgdag": dag} for kenmerk, dag in sessie.execute(vraag)}


WJSGDAGEN: Final = Begindagen(_wjsgdagen, frozenset({"wjsg-termijn"}))


@dataclass(frozen=True)
class Zondertermijn:
    """An own record of which nobody said how long it may stay."""

    id: str
    persoon_id: str
    soort: str
    vastgelegd_op: datetime


def zonder_termijn(sessie: Session, soorten: Collection[str], *, voor: date) -> list[Zondertermijn]:
    """Those of these kinds of data recorded before this day, the oldest first."""
    gevonden = []
    met = select(WjsgtermijnRij.id)
    for code, soort in SOORTEN.items():
        if soort.gegevenssoort not in soorten:
            continue
        tabel = soort.tabel
        vraag = select(tabel.id, tabel.persoon_id, tabel.aangemaakt_op).where(
            tabel.aangemaakt_op < begin_nl(voor), tabel.id.not_in(met)
        )
        gevonden += [Zondertermijn(een, wie, code, op) for een, wie, op in sessie.execute(vraag)]
    return sorted(gevonden, key=lambda een: (een.vastgelegd_op, een.id))


def zonder_termijn_binnen(
    sessie: Session, soorten: Collection[str], taak: Taakgrens, *, hoogstens: int
) -> list[Zondertermijn]:
    """The oldest of those, of people within a task."""
    binnen = set(sessie.scalars(select(PersoonRij.id).where(taak.personen(PersoonRij.id))))
    alle = zonder_termijn(sessie, soorten, voor=date.max)
    return [een for een in alle if een.persoon_id in binnen][:hoogstens]
