"""What is asked about one group or person at a time."""

from __future__ import annotations

from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import leest_alleen, verbergt_beperkt, wat_er_is
from shared.bestand.afscherming.tabellen import BeperkingRij, GroepseindeRij

_BEPERKING = BeperkingRij.__table__.c
"""As a plain table: asking what is restricted is no read of what is."""
_WAT_ER_IS: Final = select(
    exists().select_from(GroepseindeRij.__table__), exists().select_from(BeperkingRij.__table__)
)


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


def iets_dicht(sessie: Session) -> bool:
    """Whether the approach of any group is over here; for most files of none is."""
    return wat_er_is(sessie, _WAT_ER_IS)[0]


def iets_beperkt(sessie: Session) -> bool:
    """Whether anything at all is restricted here, or was; for most files nothing is."""
    return wat_er_is(sessie, _WAT_ER_IS)[1]


def verborgen_soorten(sessie: Session, persoon_id: str) -> frozenset[str]:
    """The kinds of what stands with a person himself that who only reads does not get now."""
    if not leest_alleen() or not verbergt_beperkt() or not iets_beperkt(sessie):
        return frozenset()
    return beperkte_soorten(sessie, persoon_id)
