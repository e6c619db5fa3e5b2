"""The one place where everybody who destroys by itself says so, for the verklaring (8.2; H10).

Written in the transaction that destroys: a process that is killed has done both or neither. What
waits is added up per ground and day, so a run of many people is one verklaring and no list of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.vernietigd.tabellen import OnverklaardRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.tijd.kenmerk import uuid7

PERSONEN = "personen"
"""How many people went whole; every other count is under the name of what it counts."""


@dataclass(frozen=True)
class Dagvernietiging:
    """What went on one day on one ground; ``bron``: the first count of it, once used never again"""

    bron: str
    grond: str
    aantallen: Mapping[str, int]
    laatst: datetime


def meld_vernietigd(
    sessie: Session, dienst: Dienst, grond: str, aantallen: Mapping[str, int]
) -> None:
    """Counts what this transaction destroys; nothing for nothing."""
    meld_vernietigd_op(sessie, dienst.klok(), grond, aantallen)


def meld_vernietigd_op(
    sessie: Session, nu: datetime, grond: str, aantallen: Mapping[str, int]
) -> None:
    """The same, where there is a clock and no service."""
    geteld = {wat: aantal for wat, aantal in aantallen.items() if aantal}
    if geteld:
        sessie.add(OnverklaardRij(id=uuid7(nu), grond=grond, aantallen=geteld, vernietigd_op=nu))


def bij_vernietigen(
    dienst: Dienst, grond: str, aantallen: Mapping[str, int]
) -> Callable[[Session], None]:
    """The same, for who leaves the transaction to ``vernietig_persoon``."""
    return lambda sessie: meld_vernietigd(sessie, dienst, grond, aantallen)


def neem_op(sessie: Session) -> list[Dagvernietiging]:
    """Takes everything that waits, added up; who takes it declares it in this transaction."""
    vraag = select(OnverklaardRij).order_by(OnverklaardRij.id).with_for_update()
    per_dag: dict[tuple[str, str], list[OnverklaardRij]] = {}
    for rij in sessie.scalars(vraag):
        dag = datum_nl(rij.vernietigd_op).isoformat()
        per_dag.setdefault((rij.grond, dag), []).append(rij)
        sessie.delete(rij)
    return [_samen(rijen) for rijen in per_dag.values()]


def _samen(rijen: list[OnverklaardRij]) -> Dagvernietiging:
    aantallen: Counter[str] = Counter()
    for rij in rijen:
        aantallen.update(rij.aantallen)
    laatst = max(rij.vernietigd_op for rij in rijen)
    return Dagvernietiging(rijen[0].id, rijen[0].grond, dict(aantallen), laatst)
