"""What was destroyed by itself, in numbers and without names: per day and per row (H10).

Counted in the transaction that destroys, so a run that is killed counts nothing twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.zaak.bewaren.tabellen import VernietigdtalRij

PERSONEN = "personen"
"""Beside the rows: how many people went whole."""


def tel(sessie: Session, dag: date, regels: Mapping[str, int], *, personen: int = 0) -> None:
    """Adds these numbers to those of the day."""
    for regel, aantal in sorted({**regels, PERSONEN: personen}.items()):
        if not aantal:
            continue
        rij = sessie.get(VernietigdtalRij, (dag, regel), with_for_update=True)
        if rij is None:
            sessie.add(VernietigdtalRij(dag=dag, regel=regel, aantal=aantal))
        else:
            rij.aantal += aantal
    sessie.flush()


def geteld(sessie: Session, dag: date) -> dict[str, int]:
    """By row how many went on this day."""
    vraag = select(VernietigdtalRij).where(VernietigdtalRij.dag == dag)
    return {rij.regel: rij.aantal for rij in sessie.scalars(vraag)}
