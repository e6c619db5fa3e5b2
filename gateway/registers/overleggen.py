"""Queries on meetings. Works on the connection it is given; no commit."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from gateway.registers.tabellen import OverleggroepRij, OverlegRij
from shared.convenant.termijnen import datum_nl


@dataclass(frozen=True, slots=True)
class Overleg:
    """A registered meeting. `deelnemers`: references of authorisations, in order."""

    id: str
    partij: str
    groepen: tuple[str, ...]
    soort: str
    locatie: str
    begin: datetime
    einde: datetime
    deelnemers: tuple[str, ...]
    afgelast: bool

    @property
    def dag(self) -> date:
        """The day on which it is, where it is."""
        return datum_nl(self.begin)


_VELDEN = tuple(veld.name for veld in fields(Overleg) if veld.name != "groepen")
_OVERLEG = tuple(getattr(OverlegRij, naam) for naam in _VELDEN)


class Overlegregister:
    """Meetings, and the groups each is about."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, kenmerk: str) -> Overleg | None:
        """The meeting with this id."""
        gevonden = self._lees(OverlegRij.id == kenmerk)
        return gevonden[0] if gevonden else None

    def van_groep(self, groep: str) -> list[Overleg]:
        """The meetings about a group, the last one first."""
        over = select(OverleggroepRij.overleg).where(OverleggroepRij.groep == groep)
        return self._lees(OverlegRij.id.in_(over))

    def tussen(self, van: datetime, tot: datetime) -> list[Overleg]:
        """The meetings that begin from ``van`` on and before ``tot``, the last one first."""
        return self._lees(and_(OverlegRij.begin >= van, OverlegRij.begin < tot))

    def versie(self, kenmerk: str) -> int | None:
        """The version last registered for a meeting; 0 of before versions were signed."""
        return self._verbinding.execute(
            select(OverlegRij.versie).where(OverlegRij.id == kenmerk)
        ).scalar_one_or_none()

    def bewaar(self, overleg: Overleg, versie: int, digest: str, nu: datetime) -> None:
        """Insert or replace a meeting."""
        velden = {naam: getattr(overleg, naam) for naam in _VELDEN if naam != "id"}
        velden |= {"deelnemers": list(overleg.deelnemers), "versie": versie}
        velden |= {"digest": digest, "gewijzigd_op": nu}
        gewijzigd = self._verbinding.execute(
            update(OverlegRij).where(OverlegRij.id == overleg.id).values(**velden)
        )
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(insert(OverlegRij).values(id=overleg.id, **velden))
        self._verbinding.execute(
            delete(OverleggroepRij).where(OverleggroepRij.overleg == overleg.id)
        )
        self._verbinding.execute(
            insert(OverleggroepRij),
            [
                {"overleg": overleg.id, "groep": groep, "plaats": plaats}
                for plaats, groep in enumerate(overleg.groepen)
            ],
        )

    def _lees(self, welke: ColumnElement[bool]) -> list[Overleg]:
        vraag = select(*_OVERLEG).where(welke).order_by(OverlegRij.begin.desc(), OverlegRij.id)
        rijen = self._verbinding.execute(vraag).all()
        return [_overleg(rij._mapping, self._groepen(rij.id)) for rij in rijen]

    def _groepen(self, kenmerk: str) -> tuple[str, ...]:
        vraag = select(OverleggroepRij.groep).where(OverleggroepRij.overleg == kenmerk)
        return tuple(self._verbinding.scalars(vraag.order_by(OverleggroepRij.plaats)))


def _overleg(rij: Any, groepen: tuple[str, ...]) -> Overleg:  # noqa: ANN401 - a row
    return Overleg(**{**rij, "deelnemers": tuple(rij["deelnemers"]), "groepen": groepen})
