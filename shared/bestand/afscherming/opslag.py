"""What is asked about one group or person at a time."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import BeperkingRij, GroepseindeRij

_BEPERKING = BeperkingRij.__table__.c
"""As a plain table: asking what is restricted is no read of what is."""


def is_beeindigd(sessie: Session, groep: str) -> bool:
    """Whether this party knows that the approach of this group is over."""
    return sessie.get(GroepseindeRij, groep) is not None


def beperkte_soorten(sessie: Session, persoon_id: str) -> frozenset[str]:
    """The kinds of data that are restricted of this person as a whole: of all he has of it, or of
    what stands with him."""
    vraag = select(_BEPERKING.gegevenssoort).where(
        _BEPERKING.persoon_id == persoon_id,
        _BEPERKING.opgeheven_op.is_(None),
        _BEPERKING.gegevenssoort.is_not(None),
        or_(_BEPERKING.gegeven_id.is_(None), _BEPERKING.gegeven_id == persoon_id),
    )
    return frozenset(sessie.scalars(vraag))
