"""Removing what leaves say after their term; their hashes stay, and with them every proof.

The term is the covenant's, and an operator can only lengthen it. It goes in portions: each removes
the bodies, what the search register knows of them, and adds a leaf that says how many, in one
transaction. Killed in between, the next run goes on with what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, select, update

from gateway.alarmen.opslag import verwijder_alarmen
from gateway.zoeken.opruiming import verwijder_uit_register
from shared.bericht.tijd import utc_tekst
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl, min_
from shared.logboek.bladen import Blad, Bladsoort, maak_blad
from shared.logboek.opslag import LOG_BLAD
from shared.logboek.schrijver import Logschrijver

PORTIE = 2000
"""Leaves per transaction: the log waits for one portion at most."""


def snoeigrens(regels: Convenantregels, nu: datetime, bewaar_vanaf: date | None) -> datetime:
    """The moment before which leaves lose their body: the term, or earlier when lengthened."""
    grens = min_(datum_nl(nu), regels.logboek.termijn)
    if bewaar_vanaf is not None:
        grens = min(grens, bewaar_vanaf)
    return datetime.combine(grens, time.min, tzinfo=UTC)


def snoei(schrijver: Logschrijver, regels: Convenantregels, grens: datetime, nu: datetime) -> int:
    """Remove every body before `grens`; how many leaves were emptied."""
    soorten = tuple(Bladsoort(soort) for soort in regels.logboek.soorten)
    totaal = 0
    while True:
        aantal = schrijver.voer_uit_sync(_Portie(soorten, grens, nu)).uitkomst
        totaal += aantal
        if aantal < PORTIE:
            return totaal


@dataclass(frozen=True, slots=True)
class _Portie:
    soorten: tuple[Bladsoort, ...]
    grens: datetime
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], int]:
        nummers = list(
            verbinding.scalars(
                select(LOG_BLAD.c.nummer)
                .where(
                    LOG_BLAD.c.tijdstip < self.grens,
                    LOG_BLAD.c.soort.in_([soort.value for soort in self.soorten]),
                    LOG_BLAD.c.inhoud.is_not(None),
                )
                .order_by(LOG_BLAD.c.nummer)
                .limit(PORTIE)
            )
        )
        if not nummers:
            return [], 0
        verbinding.execute(
            update(LOG_BLAD).where(LOG_BLAD.c.nummer.in_(nummers)).values(inhoud=None)
        )
        verwijder_uit_register(verbinding, nummers)
        verwijder_alarmen(verbinding, nummers)
        return [self._blad(nummers)], len(nummers)

    def _blad(self, nummers: Sequence[int]) -> Blad:
        return maak_blad(
            "vernietiging",
            utc_tekst(self.nu),
            register="logboek",
            voor=utc_tekst(self.grens),
            aantal=len(nummers),
            eerste=nummers[0],
            laatste=nummers[-1],
        )
