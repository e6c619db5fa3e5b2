"""Queries on how often a sender offered what is no message, and in which place the fault was.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from gateway.registers.tabellen import InvoerfoutRij

_NIEUW: dict[str, Callable[..., Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True, slots=True)
class Invoerfoutstand:
    """How often, from when to when. `plaats`: never what stood there."""

    partij: str
    plaats: str
    aantal: int
    eerste_op: datetime
    laatste_op: datetime


class Invoerfoutregister:
    """Counts per sender and place."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def tel(self, partij: str, plaatsen: Iterable[str], nu: datetime) -> None:
        """One more offer with a fault in each of these places."""
        voeg_toe = _NIEUW[self._verbinding.dialect.name]
        for plaats in sorted(set(plaatsen)):
            nieuw = voeg_toe(InvoerfoutRij).values(
                partij=partij, plaats=plaats, aantal=1, eerste_op=nu, laatste_op=nu
            )
            self._verbinding.execute(
                nieuw.on_conflict_do_update(
                    index_elements=[InvoerfoutRij.partij, InvoerfoutRij.plaats],
                    set_={"aantal": InvoerfoutRij.aantal + 1, "laatste_op": nu},
                )
            )

    def van(self, partij: str | None) -> list[Invoerfoutstand]:
        """The counts of a party; of all of them for None."""
        rij = InvoerfoutRij
        vraag = select(rij.partij, rij.plaats, rij.aantal, rij.eerste_op, rij.laatste_op)
        if partij is not None:
            vraag = vraag.where(rij.partij == partij)
        rijen = self._verbinding.execute(vraag.order_by(rij.partij, rij.plaats))
        return [Invoerfoutstand(*een) for een in rijen]
