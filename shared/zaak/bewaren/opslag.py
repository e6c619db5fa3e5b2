"""What this party remembers of how groups ended, and how long it keeps what was of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import GroepseindeRij
from shared.convenant.begrippen import Convenantregels
from shared.partij.dienst import Dienst
from shared.zaak.bewaren.klok import Einde


def einde_van(sessie: Session, groep: str) -> Einde | None:
    """How this group ended; ``None`` while it runs, as far as this party knows."""
    rij = sessie.get(GroepseindeRij, groep)
    return None if rij is None else Einde(rij.gesloten_op, rij.opgepakt)


def bekende_einden(sessie: Session) -> set[str]:
    """The groups of which this party knows that they ended."""
    return set(sessie.scalars(select(GroepseindeRij.groep)))


def einddagen(sessie: Session) -> Mapping[str, date]:
    """Of those the day on which each did."""
    rijen = sessie.execute(select(GroepseindeRij.groep, GroepseindeRij.gesloten_op))
    return {groep: dag for groep, dag in rijen}


def bewaartermijn(dienst: Dienst) -> str | None:
    """How long this party may keep people after a group closed; ``None``: not at all (H3)."""
    return bewaartermijn_bij(dienst.regels, dienst.partij.code)


def bewaartermijn_bij(regels: Convenantregels, partij: str) -> str | None:
    """The same, for who knows only which party this is."""
    bewaarder = regels.namenlijsten.na_afsluiting
    return bewaarder.termijn if bewaarder.partij == partij else None
