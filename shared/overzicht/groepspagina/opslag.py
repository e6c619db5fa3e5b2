"""How much this party has of a group: numbers, and nobody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.tabellen import GroepslidRij
from shared.verzenden.tabellen import UitgaandRij


@dataclass(frozen=True)
class Aantallen:
    """Of one group, in this party's own file."""

    leden: int = 0
    verstuurd: int = 0
    ontvangen: int = 0


def aantallen(sessie: Session, groepen: Collection[str]) -> dict[str, Aantallen]:
    """Per group; of a group of which there is nothing, zeros."""
    leden = _per_groep(sessie, GroepslidRij.groep, groepen, GroepslidRij.beeindigd_op.is_(None))
    verstuurd = _per_groep(sessie, UitgaandRij.groep, groepen)
    ontvangen = _per_groep(sessie, InkomendRij.groep, groepen)
    return {
        groep: Aantallen(leden.get(groep, 0), verstuurd.get(groep, 0), ontvangen.get(groep, 0))
        for groep in groepen
    }


def _per_groep(
    sessie: Session,
    kolom: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    groepen: Collection[str],
    *voorwaarden: ColumnElement[bool],
) -> dict[str, int]:
    vraag = select(kolom, func.count()).where(kolom.in_(groepen), *voorwaarden).group_by(kolom)
    return {str(rij[0]): int(rij[1]) for rij in sessie.execute(vraag).all()}
