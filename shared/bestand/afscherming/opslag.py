"""What is asked about one group or person at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import exists, literal, or_, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import afgeschermd, beperkt, beperkt_gegeven
from shared.bestand.afscherming.lezing import leest_alleen, verbergt_beperkt, wat_er_is
from shared.bestand.afscherming.tabellen import BeperkingRij, GroepseindeRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.opslag.vast import porties
from shared.tijd.kenmerk import uuid7

_LID = GroepslidRij.__table__.c
_PERSOON = PersoonRij.__table__.c
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


def beperkten_per_soort(sessie: Session) -> dict[str | None, frozenset[str]]:
    """Who is restricted now, by the kind of what stands with him himself; ``None``: all of it."""
    if not iets_beperkt(sessie):
        return {}
    rij = _BEPERKING
    vraag = select(rij.gegevenssoort, rij.persoon_id).where(
        rij.opgeheven_op.is_(None), or_(rij.gegeven_id.is_(None), rij.gegeven_id == rij.persoon_id)
    )
    gevonden: dict[str | None, set[str]] = {}
    for soort, persoon in sessie.execute(vraag):
        gevonden.setdefault(soort, set()).add(persoon)
    return {soort: frozenset(wie) for soort, wie in gevonden.items()}


def mensen_met_beperking(sessie: Session) -> frozenset[str]:
    """Of whom anything is restricted now; not who is kept, with whom nobody is compared (8.1)."""
    if not iets_beperkt(sessie):
        return frozenset()
    rij = _BEPERKING
    vraag = select(rij.persoon_id).where(rij.opgeheven_op.is_(None), ~afgeschermd(rij.persoon_id))
    return frozenset(sessie.scalars(vraag))


def deel_beperkingen(sessie: Session, persoon_id: str, van: Collection[str], nu: datetime) -> None:
    """Restricts somebody as these are, because he may be one of them, until a human says that he
    is another. Not again where that was said."""
    rij = BeperkingRij
    zijn = select(rij.verzoek, rij.gegevenssoort).where(rij.persoon_id == persoon_id)
    bekend = {(verzoek, soort) for verzoek, soort in sessie.execute(zijn)}
    geldt = select(rij).where(
        rij.persoon_id.in_(sorted(van)),
        rij.opgeheven_op.is_(None),
        or_(rij.gegeven_id.is_(None), rij.gegeven_id == rij.persoon_id),
    )
    for een in sessie.scalars(geldt.order_by(rij.id)).all():
        if (een.verzoek, een.gegevenssoort) not in bekend:
            bekend.add((een.verzoek, een.gegevenssoort))
            sessie.add(
                BeperkingRij(
                    id=uuid7(nu),
                    persoon_id=persoon_id,
                    gegevenssoort=een.gegevenssoort,
                    verzoek=een.verzoek,
                    sinds=nu,
                    door=een.door,
                )
            )
    sessie.flush()


def iets_dicht(sessie: Session) -> bool:
    """Whether the approach of any group is over here; for most files of none is."""
    return wat_er_is(sessie, _WAT_ER_IS)[0]


def iets_beperkt(sessie: Session) -> bool:
    """Whether anything at all is restricted here, or was; for most files nothing is."""
    return wat_er_is(sessie, _WAT_ER_IS)[1]


def is_beperkt(
    sessie: Session,
    persoon_id: str,
    gegevenssoort: str | None = None,
    gegeven_id: str | None = None,
) -> bool:
    """Whether all of this person is restricted now, or this kind of it, or this one record.

    For who would use it: to read it there is the screen.
    """
    if not iets_beperkt(sessie):
        return False
    wie = literal(persoon_id)
    geldt = beperkt(wie)
    if gegevenssoort is not None:
        geldt = or_(geldt, beperkt_gegeven(wie, literal(gegeven_id), gegevenssoort))
    return bool(sessie.scalar(select(geldt)))


def vernietigden(sessie: Session, personen: Iterable[str]) -> frozenset[str]:
    """Which of these persons were destroyed: of them no list says anything."""
    gevonden: set[str] = set()
    for portie in porties(sorted(personen)):
        vraag = select(_PERSOON.id).where(
            _PERSOON.id.in_(portie), _PERSOON.vernietigd_op.is_not(None)
        )
        gevonden.update(sessie.scalars(vraag))
    return frozenset(gevonden)


def iets_beperkt_van(sessie: Session, personen: Collection[str]) -> bool:
    """Whether anything of one of these persons is restricted now."""
    vraag = select(_BEPERKING.id).where(
        _BEPERKING.persoon_id.in_(sorted(personen)), _BEPERKING.opgeheven_op.is_(None)
    )
    return sessie.scalar(vraag.limit(1)) is not None


def beperkte_namen(sessie: Session, betrokkenen: Iterable[str]) -> frozenset[str]:
    """Of these pseudonyms those of whom all is restricted now, for who only reads.

    For what names somebody by his pseudonym alone: no row of it says whose it is.
    """
    namen = list(betrokkenen)
    if not namen or not leest_alleen() or not verbergt_beperkt() or not iets_beperkt(sessie):
        return frozenset()
    vraag = select(_LID.betrokkene).where(_LID.betrokkene.in_(namen), beperkt(_LID.persoon_id))
    return frozenset(sessie.scalars(vraag))


def verborgen_soorten(sessie: Session, persoon_id: str) -> frozenset[str]:
    """The kinds of what stands with a person himself that who only reads does not get now."""
    if not leest_alleen() or not verbergt_beperkt() or not iets_beperkt(sessie):
        return frozenset()
    return beperkte_soorten(sessie, persoon_id)
