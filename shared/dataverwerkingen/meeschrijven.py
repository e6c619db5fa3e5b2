"""Records who the data are about whenever a session reads or writes a row about somebody.

The one seam: it listens to every session of a deployable's own file, so no endpoint, command or
background task has to remember it, and none can forget. What a session touched is written to the
log before that session commits: no record, no processing, and no answer either. A record may
therefore speak of a change that was rolled back after all; never the other way round. What a
session touched before it was rolled back was looked at too: a refusal is an ordinary outcome, a
fault of ours is not, and the record tells them apart.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction
from starlette.exceptions import HTTPException

from shared.dataverwerkingen.log import Verwerkingenlog
from shared.dataverwerkingen.regels import Betrokkene, Status
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import SessieMaker
from shared.web.beschrijving.operaties import Operatie, eigen_operatie, huidige_operatie
from shared.web.problemen import probleem_van

_GERAAKT: Final = "betrokkenen"
_ACHTERGROND: Final = ("achtergrondwerk", "onderhoud")

BetrokkenenVan = Callable[[Any], Iterable[Betrokkene]]
"""From a mapped row to the people it is about; cheap, it is asked for every row."""


class Meeschrijver:
    """Makes sessions record what they touch."""

    def __init__(self, log: Verwerkingenlog, betrokkenen_van: BetrokkenenVan) -> None:
        self.log = log
        self._betrokkenen_van = betrokkenen_van

    def volg(self, maker: SessieMaker) -> SessieMaker:
        """The same maker, whose sessions from now on record."""
        event.listen(maker, "loaded_as_persistent", self._geladen)
        event.listen(maker, "after_flush", self._geschreven)
        event.listen(maker, "before_commit", self._leg_vast)
        event.listen(maker, "after_soft_rollback", self._teruggedraaid)
        return maker

    def noteer(
        self,
        betrokkenen: Iterable[Betrokkene],
        operatie: Operatie | None = None,
        status: Status = Status.OK,
    ) -> None:
        """For the few statements that go round the ORM: record before they are carried out."""
        eigen = operatie or huidige_operatie.get()
        if eigen is not None:
            self.log.noteer(eigen, betrokkenen, status)
            return
        with eigen_operatie(*_ACHTERGROND) as achtergrond:
            self.log.noteer(achtergrond, betrokkenen, status)

    def noteer_samen(self, wie: Iterable[tuple[Operatie | None, Iterable[Betrokkene]]]) -> None:
        """The same for many operations, in one transaction of the log."""
        hier = huidige_operatie.get()
        with eigen_operatie(*_ACHTERGROND) as achtergrond:
            anders = hier or achtergrond
            self.log.noteer_samen([(operatie or anders, mensen) for operatie, mensen in wie])

    def _geladen(self, sessie: Session, rij: object) -> None:
        self._onthoud(sessie, rij)

    def _geschreven(self, sessie: Session, _: object) -> None:
        for rijen in (sessie.new, sessie.dirty, sessie.deleted):
            for rij in rijen:
                self._onthoud(sessie, rij)

    def _onthoud(self, sessie: Session, rij: object) -> None:
        for een in self._betrokkenen_van(rij):
            sessie.info.setdefault(_GERAAKT, {})[een] = None

    def _leg_vast(self, sessie: Session) -> None:
        sessie.flush()
        geraakt = sessie.info.pop(_GERAAKT, None)
        if geraakt:
            self.noteer(geraakt)

    def _teruggedraaid(self, sessie: Session, transactie: SessionTransaction) -> None:
        if transactie.nested or transactie.parent is not None:
            return
        geraakt = sessie.info.pop(_GERAAKT, None)
        if not geraakt:
            return
        # The fault that ended the transaction must reach whoever waits, not one of this log.
        with suppress(DatabankFout):
            self.noteer(geraakt, status=_status(sys.exc_info()[1]))


def _status(fout: BaseException | None) -> Status:
    """Error only for a fault of ours: what has a row in the table of problems is an outcome."""
    if not isinstance(fout, Exception) or isinstance(fout, HTTPException):
        return Status.OK
    return Status.ERROR if probleem_van(fout) is None else Status.OK
