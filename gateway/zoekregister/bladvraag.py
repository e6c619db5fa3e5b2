"""A question about leaves of any kind, and what it asks of one. Pure.

Besides the exchanges there is what the log holds of reading, decisions on groups, authorisations,
meetings and alarms. What each kind can be found by is a row of `bladwoorden.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from gateway.toegang.zicht import IEDER
from gateway.zoekregister.termen import BLADSOORT, PARTIJ, Term
from gateway.zoekregister.vraag import Voorwaarden, als_velden
from shared.logboek.bladen import Bladsoort


class Bladfacet(StrEnum):
    """By what leaves can be counted."""

    BLADSOORT = "bladsoort"
    AFZENDER = "afzender"
    LEZING = "lezing"
    GROEPSBESLUIT = "groepsbesluit"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Bladopdracht:
    """What is asked. Times are aware; `van` is included, `tot` is not."""

    van: datetime
    tot: datetime
    bladsoort: Bladsoort | None = None
    afzender: str | None = None
    groep: str | None = None
    medewerker: str | None = None
    betrokkene: str | None = None
    bericht: str | None = None
    overleg: str | None = None
    uiting: str | None = None
    aanstelling: str | None = None
    alarm: str | None = None
    leesreeks: str | None = None
    lezing: str | None = None
    groepsbesluit: str | None = None
    incident: str | None = None

    def als_dict(self) -> dict[str, Any]:
        """The question as it goes into the log or a cursor: what was left out is."""
        return als_velden(self)

    def voorwaarden(self, partij: str | None) -> Voorwaarden:
        """What it asks of a leaf; with `partij` only what is that party's to see."""
        soorten = Bladsoort if self.bladsoort is None else (self.bladsoort,)
        uit = Voorwaarden((frozenset(Term(BLADSOORT, soort) for soort in soorten),))
        if partij is not None:
            zichtbaar = frozenset({Term(PARTIJ, partij), Term(PARTIJ, IEDER)})
            uit = uit.en(Voorwaarden((zichtbaar,)))
        for veld in fields(self):
            waarde = getattr(self, veld.name)
            if veld.name not in ("van", "tot", BLADSOORT) and waarde is not None:
                uit = uit.en(Voorwaarden((frozenset({Term(veld.name, str(waarde))}),)))
        return uit

    @property
    def uiterste_dagen(self) -> tuple[str, date] | None:
        """A leaf has no last day."""
        return None
