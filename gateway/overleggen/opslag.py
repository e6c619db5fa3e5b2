"""Queries on meetings and on what was said. Works on the connection it is given; no commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from gateway.overleggen.modellen import MondelingRij, OverlegRij


@dataclass(frozen=True, slots=True)
class Overleg:
    """A registered meeting. `deelnemers`: references of authorisations, in order."""

    id: str
    partij: str
    groep: str
    soort: str
    locatie: str
    begin: datetime
    einde: datetime
    deelnemers: tuple[str, ...]
    afgelast: bool


@dataclass(frozen=True, slots=True)
class Gezegd:
    """What was said, by whom to whom; the leaf that holds it."""

    bericht: str
    overleg: str | None
    afzender: str
    ontvanger: str
    verslag: str
    bladnummer: int


_OVERLEG = tuple(getattr(OverlegRij, naam) for naam in Overleg.__slots__)
_GEZEGD = tuple(getattr(MondelingRij, naam) for naam in Gezegd.__slots__)


class Overlegregister:
    """Meetings and what was said."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, kenmerk: str) -> Overleg | None:
        """The meeting with this id."""
        rij = self._verbinding.execute(
            select(*_OVERLEG).where(OverlegRij.id == kenmerk)
        ).one_or_none()
        return None if rij is None else _overleg(rij)

    def van_groep(self, groep: str) -> list[Overleg]:
        """The meetings about a group, the last one first."""
        vraag = select(*_OVERLEG).where(OverlegRij.groep == groep)
        return [
            _overleg(rij)
            for rij in self._verbinding.execute(
                vraag.order_by(OverlegRij.begin.desc(), OverlegRij.id)
            )
        ]

    def digest(self, kenmerk: str) -> str | None:
        """Digest of the document last registered for a meeting."""
        return self._verbinding.execute(
            select(OverlegRij.digest).where(OverlegRij.id == kenmerk)
        ).scalar_one_or_none()

    def bewaar(self, overleg: Overleg, digest: str, nu: datetime) -> None:
        """Insert or replace a meeting."""
        velden = {naam: getattr(overleg, naam) for naam in Overleg.__slots__ if naam != "id"}
        velden |= {"deelnemers": list(overleg.deelnemers), "digest": digest, "gewijzigd_op": nu}
        gewijzigd = self._verbinding.execute(
            update(OverlegRij).where(OverlegRij.id == overleg.id).values(**velden)
        )
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(insert(OverlegRij).values(id=overleg.id, **velden))

    def gezegd(self, bericht: str) -> tuple[Gezegd, str] | None:
        """What was said on a message, with the digest of the document that told so."""
        rij = self._verbinding.execute(
            select(*_GEZEGD, MondelingRij.digest).where(MondelingRij.bericht == bericht)
        ).one_or_none()
        return None if rij is None else (Gezegd(*rij[:-1]), rij[-1])

    def gezegd_in(self, overleg: str) -> list[Gezegd]:
        """Everything said in a meeting, in the order of the log."""
        vraag = select(*_GEZEGD).where(MondelingRij.overleg == overleg)
        return [Gezegd(*rij) for rij in self._verbinding.execute(
            vraag.order_by(MondelingRij.bladnummer)
        )]  # fmt: skip

    def leg_vast(self, gezegd: Gezegd, digest: str) -> None:
        """Remember that something was said."""
        velden = {naam: getattr(gezegd, naam) for naam in Gezegd.__slots__}
        self._verbinding.execute(insert(MondelingRij).values(digest=digest, **velden))


def _overleg(rij: object) -> Overleg:
    velden = dict(rij._mapping)  # type: ignore[attr-defined]
    return Overleg(**{**velden, "deelnemers": tuple(velden["deelnemers"])})
