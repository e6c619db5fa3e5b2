"""Queries on proposals. Works on the connection it is given; no commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from gateway.besluiten.tabellen import VoorstelRij
from gateway.toegang.handtekeningen import Handtekening


class Stand(StrEnum):
    """Waiting for signatures, carried out, or taken back by the party that laid it before.

    ``AFGEWEZEN``: a party said no. ``TERUGGEGEVEN``: a party said yes, on a condition that is not
    in it; who made it makes another.
    """

    OPEN = "open"
    GENOMEN = "genomen"
    INGETROKKEN = "ingetrokken"
    AFGEWEZEN = "afgewezen"
    TERUGGEGEVEN = "teruggegeven"


ZONDER_BESLUIT = (Stand.INGETROKKEN, Stand.AFGEWEZEN, Stand.TERUGGEGEVEN)
"""It ended, and nothing was decided."""


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A proposed decision. `handtekeningen`: who signed for each party, and the signature.

    `antwoorden`: by party what it said instead, with who said so and the signature.
    """

    id: str
    groep: str
    soort: str
    besluit: dict[str, Any]
    digest: str
    handtekeningen: dict[str, dict[str, str]]
    voorgelegd_door: str
    voorgelegd_op: datetime
    stand: Stand = Stand.OPEN
    antwoorden: dict[str, dict[str, Any]] | None = None
    afgedaan_op: datetime | None = None

    def getekend(self) -> dict[str, Handtekening]:
        """The signatures that are there, by party."""
        return {partij: Handtekening(**rij) for partij, rij in self.handtekeningen.items()}


_VELDEN = tuple(getattr(VoorstelRij, naam) for naam in Voorstel.__slots__)


class Voorstelregister:
    """Proposals by id and by group."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def een(self, kenmerk: str) -> Voorstel | None:
        """The proposal with this id, in whatever state."""
        rij = self._verbinding.execute(
            select(*_VELDEN).where(VoorstelRij.id == kenmerk)
        ).one_or_none()
        return None if rij is None else _voorstel(rij)

    def open(self, groep: str | None = None) -> list[Voorstel]:
        """What still waits, of one group or of all, the oldest first."""
        vraag = select(*_VELDEN).where(VoorstelRij.stand == Stand.OPEN)
        if groep is not None:
            vraag = vraag.where(VoorstelRij.groep == groep)
        rijen = self._verbinding.execute(vraag.order_by(VoorstelRij.voorgelegd_op, VoorstelRij.id))
        return [_voorstel(rij) for rij in rijen]

    def afgedaan(self, groep: str | None = None) -> list[Voorstel]:
        """What ended without a decision, of one group or of all, the oldest first."""
        vraag = select(*_VELDEN).where(VoorstelRij.stand.in_(ZONDER_BESLUIT))
        if groep is not None:
            vraag = vraag.where(VoorstelRij.groep == groep)
        rijen = self._verbinding.execute(vraag.order_by(VoorstelRij.voorgelegd_op, VoorstelRij.id))
        return [_voorstel(rij) for rij in rijen]

    def bewaar(self, voorstel: Voorstel) -> None:
        """Insert a proposal, or keep its signatures and state."""
        namen = ("handtekeningen", "stand", "antwoorden", "afgedaan_op")
        velden = {naam: getattr(voorstel, naam) for naam in namen}
        gewijzigd = self._verbinding.execute(
            update(VoorstelRij).where(VoorstelRij.id == voorstel.id).values(**velden)
        )
        if gewijzigd.rowcount == 0:
            alle = {naam: getattr(voorstel, naam) for naam in Voorstel.__slots__}
            self._verbinding.execute(insert(VoorstelRij).values(**alle))


def _voorstel(rij: object) -> Voorstel:
    velden = dict(rij._mapping)  # type: ignore[attr-defined]
    return Voorstel(**{**velden, "stand": Stand(velden["stand"])})
