"""Queries on the log's leaves by the gateway's own keys.

The log's own reader (`shared.logboek.lezer`) opens a transaction per question; what must be seen
in one transaction with the registers is asked here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from gateway.fouten import NietGevonden
from shared.logboek.bladen import GelezenBlad, lees_blad
from shared.logboek.fouten import BladOpgeschoond
from shared.logboek.opslag import LOG_BLAD


@dataclass(frozen=True, slots=True)
class Gevondenblad:
    """A leaf with its number and exact bytes."""

    bladnummer: int
    inhoud: bytes

    def lees(self) -> GelezenBlad:
        """The leaf's members."""
        return lees_blad(self.inhoud)


def laatste_blad(verbinding: Connection, sleutel: str) -> Gevondenblad:
    """The newest leaf under a key. Raises `NietGevonden`, or `BladOpgeschoond` after its term."""
    rij = verbinding.execute(
        select(LOG_BLAD.c.nummer, LOG_BLAD.c.inhoud)
        .where(LOG_BLAD.c.sleutel == sleutel)
        .order_by(LOG_BLAD.c.nummer.desc())
        .limit(1)
    ).one_or_none()
    if rij is None:
        raise NietGevonden("Het log heeft hier geen blad van.")
    if rij.inhoud is None:
        raise BladOpgeschoond(f"De inhoud van blad {rij.nummer} is na de bewaartermijn verwijderd.")
    return Gevondenblad(rij.nummer, bytes(rij.inhoud))
