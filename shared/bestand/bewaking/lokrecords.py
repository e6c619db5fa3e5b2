"""Decoys: invented persons in the file that nobody has any business with.

Only who manages them can tell one from any other person. A decoy never leaves in a message: who
tries is told what he would be told of anybody who is no member of the group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.bewaking.tabellen import LokrecordRij
from shared.bestand.leden.groepsleden import GEEN_LID, Groepslid, Ledenlezer
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.bevoegdheid import CONTROLEREN
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.partij.fouten import GeenToegang, NietGevonden
from shared.partij.poorten.meegaand import alle_rijen
from shared.tijd.klok import Klok

_DEEL = 500


@dataclass(frozen=True)
class Lokrecord:
    """A decoy: which person, since when, and who made it one."""

    persoon_id: str
    gezet_op: datetime
    gezet_door: str


def eis_beheer(wie: Medewerker) -> None:
    """Who checks the file and may write persons manages decoys; an auditor or FG does not."""
    if not {CONTROLEREN, "personen.schrijven"} <= wie.rechten:
        raise GeenToegang("Uw functie beheert geen lokrecords. Vraag het uw privacyfunctionaris.")


class Lokrecords:
    """The decoys in a party's file."""

    def __init__(self, sessie: Session, klok: Klok) -> None:
        self._sessie = sessie
        self._klok = klok

    def zet(self, personen: PersonenRegister, persoon_id: str, door: str) -> Lokrecord:
        """Makes an invented person a decoy; again changes nothing. Raises ``NietGevonden``."""
        personen.lees(persoon_id)
        rij = self._sessie.get(LokrecordRij, persoon_id)
        if rij is None:
            rij = LokrecordRij(persoon_id=persoon_id, gezet_op=self._klok(), gezet_door=door)
            self._sessie.add(rij)
            self._sessie.flush()
        return _uit(rij)

    def haal_weg(self, persoon_id: str) -> None:
        """The person is no decoy any more. Raises ``NietGevonden`` when it was none."""
        rij = self._sessie.get(LokrecordRij, persoon_id)
        if rij is None:
            raise NietGevonden("Deze persoon is geen lokrecord.")
        self._sessie.delete(rij)
        self._sessie.flush()

    def alle(self, taak: Taakgrens) -> list[Lokrecord]:
        """Every decoy within a task, oldest first."""
        vraag = select(LokrecordRij).where(taak.personen(LokrecordRij.persoon_id))
        vraag = vraag.order_by(LokrecordRij.gezet_op, LokrecordRij.persoon_id)
        return [_uit(rij) for rij in self._sessie.scalars(vraag)]

    def hiervan(self, personen: Iterable[str]) -> dict[str, datetime]:
        """Which of these persons are decoys, and since when."""
        gevraagd, gevonden = sorted(set(personen)), dict[str, datetime]()
        for begin in range(0, len(gevraagd), _DEEL):
            deel = gevraagd[begin : begin + _DEEL]
            vraag = select(LokrecordRij).where(LokrecordRij.persoon_id.in_(deel))
            gevonden |= {rij.persoon_id: rij.gezet_op for rij in self._sessie.scalars(vraag)}
        return gevonden


@dataclass(frozen=True)
class ZonderLokrecords:
    """``Ledenlezer`` to which a decoy is nobody in the group."""

    leden: Ledenlezer
    lokrecords: Collection[str]

    def pseudoniem(self, groep: str, persoon_id: str) -> Groepslid:
        if persoon_id in self.lokrecords:
            raise NietGevonden(GEEN_LID)
        return self.leden.pseudoniem(groep, persoon_id)

    def bij_betrokkene(self, groep: str, betrokkene: str) -> Groepslid | None:
        lid = self.leden.bij_betrokkene(groep, betrokkene)
        return None if lid is not None and lid.persoon_id in self.lokrecords else lid


def _uit(rij: LokrecordRij) -> Lokrecord:
    return Lokrecord(rij.persoon_id, rij.gezet_op, rij.gezet_door)


def als_lokrecord(sessie: Session, personen: Collection[str]) -> list[tuple[str, None]]:
    """Who of these is a decoy: of a decoy there is nothing else, and it has to stay."""
    vraag = select(LokrecordRij.persoon_id).where(LokrecordRij.persoon_id.in_(personen))
    return [(persoon, None) for persoon in sessie.scalars(vraag)]


LOKRECORDS = alle_rijen(LokrecordRij)
