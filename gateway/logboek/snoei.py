"""Removing what leaves say after their term; their hashes stay, and with them every proof.

The terms are the covenant's, one row per kinds of leaf, and an operator can only lengthen them. It
goes in portions: each removes the bodies and what others keep of them, and adds a leaf
that says how many, in one transaction. Killed in between, the next run goes on with what is left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, select

from gateway.registers.groepen import Groepenregister
from shared.bericht.tijd import utc_tekst
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.rijen import Bladtermijn
from shared.convenant.logtermijnen import VANAF_AFSLUITING, VANAF_BLAD, bladtermijnen
from shared.convenant.termijnen import datum_nl, min_
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.opslag import LOG_BLAD, verwijder_inhoud
from shared.logboek.schrijver import Logschrijver

PORTIE = 2000
"""Leaves per transaction: the log waits for one portion at most."""

_BLAD = LOG_BLAD.c

Opruimer: TypeAlias = Callable[[Connection, Sequence[int]], None]
"""Makes something else forget these leaves, in the transaction that emptied them."""


@dataclass(frozen=True, slots=True)
class Meegaand:
    """What the log does not know of itself: who else keeps something of a leaf, and which leaves
    hold a decision that turned out like this."""

    opruimers: tuple[Opruimer, ...]
    met_besluit: Callable[[str], Select[int]]


def snoei(
    schrijver: Logschrijver,
    regels: Convenantregels,
    nu: datetime,
    bewaar_vanaf: date | None = None,
    *,
    meegaand: Meegaand,
    per_keer: int = PORTIE,
) -> int:
    """Remove every body whose term is over; how many leaves were emptied.

    `bewaar_vanaf`: what was written on or after this day stays, whatever its term. How a decision
    turned out is in the search register; a leaf that is not in it yet waits for the next time.
    """
    totaal = 0
    for rij, termijn in bladtermijnen(regels):
        grens = min_(datum_nl(nu), termijn)
        volgende: int | None = 0
        while volgende is not None:
            portie = _Portie(rij, grens, bewaar_vanaf, volgende, per_keer, nu, meegaand)
            aantal, volgende = schrijver.voer_uit_sync(portie).uitkomst
            totaal += aantal
    return totaal


@dataclass(frozen=True, slots=True)
class _Portie:
    """The leaves of one row of terms, of at most `per_keer` from number `vanaf` on."""

    rij: Bladtermijn
    grens: date
    bewaar_vanaf: date | None
    vanaf: int
    per_keer: int
    nu: datetime
    meegaand: Meegaand

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], tuple[int, int | None]]:
        kandidaten = verbinding.execute(
            select(_BLAD.nummer, _BLAD.inhoud)
            .where(*self._voorwaarden())
            .order_by(_BLAD.nummer)
            .limit(self.per_keer)
        ).all()
        volgende = kandidaten[-1].nummer + 1 if len(kandidaten) == self.per_keer else None
        gevonden = [(rij.nummer, bytes(rij.inhoud)) for rij in kandidaten]
        nummers = list(self._voorbij(verbinding, gevonden))
        if not nummers:
            return [], (0, volgende)
        verwijder_inhoud(verbinding, nummers)
        for ruim_op in self.meegaand.opruimers:
            ruim_op(verbinding, nummers)
        return [self._blad(nummers)], (len(nummers), volgende)

    def _voorwaarden(self) -> Iterator[ColumnElement[bool]]:
        yield _BLAD.nummer >= self.vanaf
        yield _BLAD.soort.in_(self.rij.soorten)
        yield _BLAD.inhoud.is_not(None)
        if self.bewaar_vanaf is not None:
            yield _BLAD.tijdstip < _middernacht(self.bewaar_vanaf)
        if self.rij.vanaf == VANAF_BLAD:
            yield _BLAD.tijdstip < _middernacht(self.grens)
        if self.rij.besluit is not None:
            yield _BLAD.nummer.in_(self.meegaand.met_besluit(self.rij.besluit))

    def _voorbij(
        self, verbinding: Connection, kandidaten: Sequence[tuple[int, bytes]]
    ) -> Iterator[int]:
        """Of which leaves the term is over; when it counts from later, the body says from when."""
        for nummer, inhoud in kandidaten:
            if self.rij.vanaf == VANAF_BLAD:
                yield nummer
                continue
            velden = json.loads(inhoud)
            begin = (
                _afgesloten_op(verbinding, velden)
                if self.rij.vanaf == VANAF_AFSLUITING
                else _geldig_tot(velden)
            )
            if begin is not None and begin < self.grens:
                yield nummer

    def _blad(self, nummers: Sequence[int]) -> Blad:
        return maak_blad(
            "vernietiging",
            utc_tekst(self.nu),
            register="logboek",
            soorten=list(self.rij.soorten),
            vanaf=self.rij.vanaf,
            voor=self.grens.isoformat(),
            aantal=len(nummers),
            eerste=nummers[0],
            laatste=nummers[-1],
        )


def _middernacht(dag: date) -> datetime:
    return datetime.combine(dag, time.min, tzinfo=UTC)


def _afgesloten_op(verbinding: Connection, velden: Mapping[str, Any]) -> date | None:
    """The day the last of the groups a leaf is about was closed; None while one still runs."""
    besluit = velden.get("besluit")
    genoemd = velden.get("groepen") or [besluit["groep"] if besluit else velden["groep"]]
    register = Groepenregister(verbinding)
    dagen = [register.afgesloten_op(groep) for groep in genoemd]
    gesloten = [datum_nl(moment) for moment in dagen if moment is not None]
    return max(gesloten) if len(gesloten) == len(genoemd) else None


def _geldig_tot(velden: Mapping[str, Any]) -> date:
    return date.fromisoformat(velden["geldigTot"])
