"""Keeping what the log was caught at, and holding back this party's messages until it is looked at.

The evidence is two notes signed by the log that contradict each other; whoever has the log's key
can check them without believing this party.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.logboek.controlepunt import lees_checkpoint
from shared.logboek.notitie import splits_notitie
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.fouten import Conflict, NietGevonden
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.verzenden.getuigen.tabellen import GetuigenisRij, GezienCheckpointRij, LogalarmRij
from shared.verzenden.getuigen.tegenspraak import Tegenspraak, zelfde_bewijs


@dataclass(frozen=True)
class Feit:
    """What is kept of a contradiction; ``gemeld_door`` is None for what was found here."""

    log: str
    eerder: str
    later: str
    melding: str
    bewezen: bool
    gemeld_door: str | None = None


@dataclass(frozen=True)
class Oordeel:
    """What somebody found out, and which of the two histories this party goes on with."""

    reden: str
    aanvaard_later: bool


Rondvertellen = Callable[[Session, LogalarmRij], None]
"""Promises the news of an alarm, in the transaction that keeps it."""


class Alarmboek:
    """The alarms about the log in this party's file. Safe to share between threads.

    ``vertel`` promises to tell others.
    """

    def __init__(
        self,
        schrijven: SessieMaker,
        lezen: SessieMaker,
        klok: Klok,
        vertel: Rondvertellen | None = None,
    ) -> None:
        self._schrijven = schrijven
        self._lezen = lezen
        self._klok = klok
        self._vertel = vertel

    def meld(self, log: str, eerder: str, later: str, melding: str) -> None:
        """Keeps what this party found itself, once for the same two notes.

        Not when ``eerder`` is no longer what this party goes by: somebody judged an alarm while
        this one was being looked into, and it would hold everything up once more.
        """
        with transactie(self._schrijven) as sessie:
            gezien = sessie.get(GezienCheckpointRij, log, with_for_update=True)
            if gezien is not None and gezien.notitie != eerder:
                return
            vraag = select(LogalarmRij.id).where(
                LogalarmRij.eerder == eerder,
                LogalarmRij.later == later,
                LogalarmRij.gemeld_door.is_(None),
            )
            if sessie.scalars(vraag).first() is None:
                self._bewaar(sessie, Feit(log, eerder, later, melding, bewezen=True))

    def ontvang(self, tegenspraak: Tegenspraak, eerder: str, later: str, van: str) -> str:
        """Keeps what another party reported; the alarm's id. The same evidence is one alarm.

        Also when somebody here judged that evidence already: then it holds up nothing any more.
        """
        log = tegenspraak.eerder.herkomst
        with transactie(self._schrijven) as sessie:
            # The lock makes that of two reports at once the second finds the first.
            sessie.get(GezienCheckpointRij, log, with_for_update=True)
            for rij in sessie.scalars(select(LogalarmRij).where(LogalarmRij.log == log)):
                if zelfde_bewijs(rij.eerder, rij.later, tegenspraak):
                    return rij.id
            melding = (
                f"Partij {van} meldt dat het log zichzelf tegenspreekt; "
                + ("de twee checkpoints bewijzen het." if tegenspraak.bewezen else
                   "de twee checkpoints bewijzen het niet vanzelf.")
            )  # fmt: skip
            feit = Feit(log, eerder, later, melding, tegenspraak.bewezen, van)
            return self._bewaar(sessie, feit)

    def _bewaar(self, sessie: Session, feit: Feit) -> str:
        rij = LogalarmRij(
            id=uuid7(self._klok()),
            tijdstip=self._klok(),
            log=feit.log,
            eerder=feit.eerder,
            later=feit.later,
            melding=feit.melding,
            gemeld_door=feit.gemeld_door,
            bewezen=feit.bewezen,
        )
        sessie.add(rij)
        sessie.flush()
        if self._vertel is not None:
            self._vertel(sessie, rij)
        return rij.id

    def open(self) -> int:
        """How many alarms that hold up this party's messages nobody has acknowledged."""
        with transactie(self._lezen) as sessie:
            vraag = select(func.count()).where(LogalarmRij.erkend_op.is_(None), LogalarmRij.bewezen)
            return sessie.scalar(vraag) or 0

    def alle(self) -> Sequence[LogalarmRij]:
        """Every alarm, the newest first."""
        with transactie(self._lezen) as sessie:
            rijen = sessie.scalars(select(LogalarmRij).order_by(LogalarmRij.id.desc())).all()
            sessie.expunge_all()
            return rijen


def erken(
    sessie: Session, kenmerk: str, wie: Medewerker, oordeel: Oordeel, klok: Klok
) -> LogalarmRij:
    """Somebody looked at it and says why sending may go on. Raises ``Conflict`` a second time.

    What is proven holds everything up, and takes two: the first proposes, and another who comes to
    the same makes it so. Who comes to something else proposes that instead. With
    ``aanvaard_later`` this party's memory becomes the later of the two histories, for the log as it
    was (after a restore from a back-up, say) will not come back.
    """
    rij = sessie.get(LogalarmRij, kenmerk, with_for_update=True)
    if rij is None:
        raise NietGevonden("Dit alarm over het log is hier niet bekend.")
    if rij.erkend_op is not None:
        raise Conflict("Dit alarm is al beoordeeld.")
    if rij.bewezen and not _is_tweede(rij, wie, oordeel):
        _stel_voor(rij, wie, oordeel, klok)
        sessie.flush()
        return rij
    rij.erkend_op, rij.erkend_door, rij.reden = klok(), wie.autorisatie_id, oordeel.reden
    if oordeel.aanvaard_later:
        _aanvaard(sessie, rij, klok)
    sessie.flush()
    return rij


def _is_tweede(rij: LogalarmRij, wie: Medewerker, oordeel: Oordeel) -> bool:
    """Whether this one comes to what another proposed. Raises ``Conflict`` for the same person."""
    if rij.voorgesteld_door == wie.autorisatie_id:
        raise Conflict(
            "U heeft dit alarm al beoordeeld. Een ander met dit recht moet tot hetzelfde komen; "
            "niemand heft een bewezen stop alleen op."
        )
    return rij.voorgesteld_door is not None and rij.voorgesteld_later == oordeel.aanvaard_later


def _stel_voor(rij: LogalarmRij, wie: Medewerker, oordeel: Oordeel, klok: Klok) -> None:
    rij.voorgesteld_op, rij.voorgesteld_door = klok(), wie.autorisatie_id
    rij.voorgesteld_later, rij.voorgestelde_reden = oordeel.aanvaard_later, oordeel.reden


def _aanvaard(sessie: Session, rij: LogalarmRij, klok: Klok) -> None:
    """The memory and what was signed last move to the later note; it was verified when kept."""
    punt = lees_checkpoint(splits_notitie(rij.later)[0])
    gezien = sessie.get(GezienCheckpointRij, rij.log, with_for_update=True)
    getekend = sessie.get(GetuigenisRij, rij.log, with_for_update=True)
    if gezien is not None:
        gezien.gezien_op = klok()
    for geheugen in (gezien, getekend):
        if geheugen is not None:
            geheugen.grootte, geheugen.wortel = punt.grootte, punt.wortel.hex()
            geheugen.notitie = rij.later
