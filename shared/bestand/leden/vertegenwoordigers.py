"""Parents and legal representatives of that specific member (covenant 4.1, category 2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from shared.bestand.tabellen import VertegenwoordigerRij
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.poorten.meegaand import Meegaand
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.web.meldingen import Invoerfout


@dataclass(frozen=True)
class Vertegenwoordiger:
    """``ouder_id`` is parent or legal representative (``soort``) of ``kind_id``."""

    kind_id: str
    ouder_id: str
    soort: str


class Vertegenwoordigers:
    """Reads and writes the relation within the caller's transaction; never commits."""

    def __init__(self, sessie: Session, klok: Klok) -> None:
        self._sessie = sessie
        self._klok = klok

    def leg_vast(self, kind_id: str, ouder_id: str, soort: str, *, door: str) -> Vertegenwoordiger:
        """Records the relation; repeating it is harmless, another kind of relation a conflict."""
        if kind_id == ouder_id:
            raise OngeldigeInvoer([Invoerfout("/ouderId", "is de persoon zelf")])
        if self._zoek(ouder_id, kind_id) is not None:
            raise Conflict("Deze relatie staat al andersom in uw bestand.")
        bestaand = self._zoek(kind_id, ouder_id)
        if bestaand is None:
            bestaand = VertegenwoordigerRij(
                id=uuid7(self._klok()),
                kind_id=kind_id,
                ouder_id=ouder_id,
                soort=soort,
                aangemaakt_op=self._klok(),
                aangemaakt_door=door,
            )
            self._sessie.add(bestaand)
            self._sessie.flush()
        elif bestaand.soort != soort:
            raise Conflict("Deze relatie staat al in uw bestand, met een andere soort.")
        return _relatie(bestaand)

    def van(self, kind_id: str) -> list[Vertegenwoordiger]:
        """The parents and representatives of a person."""
        vraag = (
            select(VertegenwoordigerRij)
            .where(VertegenwoordigerRij.kind_id == kind_id)
            .order_by(VertegenwoordigerRij.id)
        )
        return [_relatie(rij) for rij in self._sessie.scalars(vraag)]

    def is_vertegenwoordiger(self, kind_id: str, ouder_id: str) -> bool:
        """Whether the relation is on record."""
        return self._zoek(kind_id, ouder_id) is not None

    def verwijder(self, kind_id: str, ouder_id: str) -> None:
        """Removes the relation; raises ``NietGevonden`` when there is none."""
        rij = self._zoek(kind_id, ouder_id)
        if rij is None:
            raise NietGevonden("Deze relatie staat niet in uw bestand.")
        self._sessie.delete(rij)
        self._sessie.flush()

    def _zoek(self, kind_id: str, ouder_id: str) -> VertegenwoordigerRij | None:
        vraag = select(VertegenwoordigerRij).where(
            VertegenwoordigerRij.kind_id == kind_id, VertegenwoordigerRij.ouder_id == ouder_id
        )
        return self._sessie.scalars(vraag).one_or_none()


def _relatie(rij: VertegenwoordigerRij) -> Vertegenwoordiger:
    return Vertegenwoordiger(kind_id=rij.kind_id, ouder_id=rij.ouder_id, soort=rij.soort)


def _verwijder_alle(sessie: Session, personen: Collection[str]) -> None:
    """Every relation of somebody who is destroyed, as child or as parent."""
    tabel = VertegenwoordigerRij
    van_hen = or_(tabel.kind_id.in_(personen), tabel.ouder_id.in_(personen))
    sessie.execute(delete(tabel).where(van_hen))


VERTEGENWOORDIGERS = Meegaand((VertegenwoordigerRij,), _verwijder_alle)
