"""Writes what came in, with its records of processing and its signals: one way for everything.

First ``maak``: rows, seals and records, for which no write lock is needed; they are in stores of
their own. Then ``schrijf``, in the transaction that keeps it. A record may therefore speak of a
message that was not stored after all; never the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from shared.convenant.regels.laden import Convenantregels
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.dataverwerkingen.regels import persoon
from shared.innemen.bericht import TeBewaren
from shared.innemen.bewaren.bundel import Bundel, Bundelkluis, Over
from shared.partij.poorten.seingever import Seingever


class Inboeker:
    """For one party."""

    def __init__(
        self,
        regels: Convenantregels,
        kluis: Bundelkluis,
        meeschrijver: Meeschrijver,
        seingever: Seingever,
    ) -> None:
        self._regels = regels
        self._kluis = kluis
        self._meeschrijver = meeschrijver
        self._seingever = seingever

    def maak(self, berichten: Sequence[tuple[TeBewaren, Over]]) -> Bundel:
        """The sealed rows of these messages; whom they give data about is on record by then."""
        bundel = Bundel(self._regels)
        for een, over in berichten:
            bundel.neem_op(een, over)
        bundel.verzegel(self._kluis)
        self._meeschrijver.noteer_samen(
            (een.operatie, map(persoon, personen)) for een, personen in bundel.personen
        )
        return bundel

    def schrijf(self, verbinding: Connection, bundel: Bundel) -> None:
        """All of it, in the caller's transaction."""
        bundel.voeg_in(verbinding)
        self._seingever.meld_journaal(verbinding, bundel.journaal)

    def schrijf_een(self, sessie: Session, een: TeBewaren, over: Over) -> None:
        """A bundle of one, in a session that does more about it."""
        sessie.flush()
        self.schrijf(sessie.connection(), self.maak([(een, over)]))
