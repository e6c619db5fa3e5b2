"""What goes in the months ahead: in numbers by month and by kind, and each thing behind a number.

What comes in later, a group that closes or somebody who looks again changes it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.zaak.bewaarstaat.posten import Post, posten


@dataclass(frozen=True, slots=True)
class Vak:
    """One cell: in this month so many of this kind; ``regel`` where one row says so."""

    maand: str
    wat: str
    regel: str | None
    aantal: int


@scherm_opzij()
def kalender(
    sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None, van: date, tot: date
) -> list[Vak]:
    """The cells of these days, both counted; what is overdue already stands in the first month."""
    telling = Counter(
        (max(een.op, van).isoformat()[:7], een.wat, een.regel)
        for een in posten(sessie, dienst, meldingen, tot)
    )
    return [
        Vak(maand, wat, regel, aantal)
        for (maand, wat, regel), aantal in sorted(
            telling.items(), key=lambda een: (een[0][0], een[0][1], een[0][2] or "")
        )
    ]


@scherm_opzij()
def vak(
    sessie: Session,
    dienst: Dienst,
    meldingen: Meldingenbron | None,
    van: date,
    tot: date,
    wat: str | None,
) -> list[Post]:
    """What stands behind the numbers of this kind (``None``: of all) in the month of ``tot``, in a
    calendar that begins on ``van``; the first to go first."""
    maand = tot.isoformat()[:7]
    gevonden = (
        een
        for een in posten(sessie, dienst, meldingen, tot)
        if wat in (None, een.wat) and max(een.op, van).isoformat()[:7] == maand
    )
    return sorted(gevonden, key=lambda een: (een.op, een.id))
