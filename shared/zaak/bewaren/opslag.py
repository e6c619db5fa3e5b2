"""What this party remembers of how groups ended, and how long it keeps what was of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import GroepseindeRij
from shared.partij.dienst import Dienst
from shared.zaak.bewaren.klok import Einde


def einde_van(sessie: Session, groep: str) -> Einde | None:
    """How this group ended; ``None`` while it runs, as far as this party knows."""
    rij = sessie.get(GroepseindeRij, groep)
    return None if rij is None else Einde(rij.gesloten_op, rij.opgepakt)


def bekende_einden(sessie: Session) -> set[str]:
    """The groups of which this party knows that they ended."""
    return set(sessie.scalars(select(GroepseindeRij.groep)))


def bewaartermijn(dienst: Dienst) -> str | None:
    """How long this party may keep people after a group closed; ``None``: not at all (H3)."""
    bewaarder = dienst.regels.namenlijsten.na_afsluiting
    return bewaarder.termijn if bewaarder.partij == dienst.partij.code else None
