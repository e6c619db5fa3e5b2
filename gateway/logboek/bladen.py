"""Queries on the log's leaves by the gateway's own keys.

The log's own reader (`shared.logboek.lezer`) opens a transaction per question; what must be seen
in one transaction with the registers is asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from gateway.fouten import NietGevonden
from shared.logboek.bladen import Bladsoort, GelezenBlad, lees_blad
from shared.logboek.fouten import BladOpgeschoond
from shared.logboek.opslag import LOG_BLAD

# Ruim onder het aantal parameters dat een databank per opdracht aanneemt.
_DEEL = 500


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


def bladen_onder(verbinding: Connection, sleutel: str) -> list[Gevondenblad]:
    """The leaves under a key that still say something, newest first."""
    rijen = verbinding.execute(
        select(LOG_BLAD.c.nummer, LOG_BLAD.c.inhoud)
        .where(LOG_BLAD.c.sleutel == sleutel, LOG_BLAD.c.inhoud.is_not(None))
        .order_by(LOG_BLAD.c.nummer.desc())
    )
    return [Gevondenblad(rij.nummer, bytes(rij.inhoud)) for rij in rijen]


def blad_op_nummer(verbinding: Connection, nummer: int) -> bytes:
    """Bytes of a leaf. Raises `NietGevonden`, or `BladOpgeschoond` after its term."""
    rij = verbinding.execute(
        select(LOG_BLAD.c.inhoud).where(LOG_BLAD.c.nummer == nummer)
    ).one_or_none()
    if rij is None:
        raise NietGevonden(f"Blad {nummer} is er niet.")
    if rij.inhoud is None:
        raise BladOpgeschoond(f"De inhoud van blad {nummer} is na de bewaartermijn verwijderd.")
    return bytes(rij.inhoud)


def bladen_van_soort(
    verbinding: Connection, soorten: Sequence[Bladsoort], van: int, tot: int
) -> list[Gevondenblad]:
    """Leaves of these kinds from `van` up to but not including `tot` that still say something."""
    rijen = verbinding.execute(
        select(LOG_BLAD.c.nummer, LOG_BLAD.c.inhoud)
        .where(
            LOG_BLAD.c.nummer >= van,
            LOG_BLAD.c.nummer < tot,
            LOG_BLAD.c.soort.in_([soort.value for soort in soorten]),
            LOG_BLAD.c.inhoud.is_not(None),
        )
        .order_by(LOG_BLAD.c.nummer)
    )
    return [Gevondenblad(rij.nummer, bytes(rij.inhoud)) for rij in rijen]


def nummers_onder(verbinding: Connection, sleutels: Sequence[str]) -> list[int]:
    """Numbers of all leaves under any of these keys, ascending."""
    nummers: list[int] = []
    for begin in range(0, len(sleutels), _DEEL):
        deel = sleutels[begin : begin + _DEEL]
        nummers += verbinding.scalars(select(LOG_BLAD.c.nummer).where(LOG_BLAD.c.sleutel.in_(deel)))
    return sorted(nummers)


def nog_heel(verbinding: Connection, nummers: Sequence[int]) -> set[int]:
    """Which of these leaves still have their body."""
    heel: set[int] = set()
    for begin in range(0, len(nummers), _DEEL):
        deel = nummers[begin : begin + _DEEL]
        heel.update(
            verbinding.scalars(
                select(LOG_BLAD.c.nummer).where(
                    LOG_BLAD.c.nummer.in_(deel), LOG_BLAD.c.inhoud.is_not(None)
                )
            )
        )
    return heel


def convenantbladen(verbinding: Connection) -> list[Gevondenblad]:
    """Every leaf that took a covenant version into use, oldest first."""
    rijen = verbinding.execute(
        select(LOG_BLAD.c.nummer, LOG_BLAD.c.inhoud)
        .where(LOG_BLAD.c.soort == Bladsoort.CONVENANT.value, LOG_BLAD.c.inhoud.is_not(None))
        .order_by(LOG_BLAD.c.nummer)
    )
    return [Gevondenblad(rij.nummer, bytes(rij.inhoud)) for rij in rijen]


def convenantgeschiedenis(verbinding: Connection) -> list[tuple[int, str]]:
    """By hash which covenant file was taken into use in which leaf, oldest first."""
    bladen = convenantbladen(verbinding)
    return [(een.bladnummer, str(een.lees().velden["hash"])) for een in bladen]
