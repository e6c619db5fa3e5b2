"""Every query on restrictions; never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import NietGevonden
from shared.partij.poorten.meegaand import Vast

VANAF: Final = "beperking"
"""The start by which the rows on keeping know a restriction."""


def lees(sessie: Session, kenmerk: str) -> BeperkingRij:
    """One restriction, to be changed. Raises ``NietGevonden``."""
    return bekijk(sessie, kenmerk, slot=True)


def bekijk(sessie: Session, kenmerk: str, *, slot: bool = False) -> BeperkingRij:
    """One restriction. Raises ``NietGevonden``."""
    rij = sessie.get(BeperkingRij, kenmerk, with_for_update=slot)
    if rij is None:
        raise NietGevonden("Deze beperking is hier niet bekend.")
    return rij


def van_persoon(sessie: Session, persoon_id: str) -> Sequence[BeperkingRij]:
    """All of them, also those that ended, the first one first."""
    vraag = select(BeperkingRij).where(BeperkingRij.persoon_id == persoon_id)
    return sessie.scalars(vraag.order_by(BeperkingRij.id)).all()


def geldend_over(sessie: Session, personen: Collection[str]) -> Sequence[BeperkingRij]:
    """The restrictions that hold now for own records of these people, the first one first."""
    rij = BeperkingRij
    vraag = select(rij).where(rij.persoon_id.in_(personen), rij.opgeheven_op.is_(None))
    return sessie.scalars(vraag.order_by(rij.id)).all()


def gedeeld(sessie: Session, van: BeperkingRij) -> Sequence[BeperkingRij]:
    """What holds of others because of this one: of its request, and of the same kind."""
    rij = BeperkingRij
    vraag = select(rij).where(
        rij.verzoek == van.verzoek,
        rij.persoon_id != van.persoon_id,
        rij.gegevenssoort.is_not_distinct_from(van.gegevenssoort),
        rij.opgeheven_op.is_(None),
    )
    return sessie.scalars(vraag.order_by(rij.id)).all()


def ontvangen_van(sessie: Session, persoon_id: str, gegevenssoort: str) -> Sequence[str]:
    """The items of this kind that were received about him, whatever became of them."""
    rij = OntvangenGegevenRij
    vraag = select(rij.id).where(rij.persoon_id == persoon_id, rij.gegevenssoort == gegevenssoort)
    return sessie.scalars(vraag).all()


def wat_vaststaat(sessie: Session, _: Convenantregels) -> Iterator[Vast]:
    """Every restriction that holds now: what it is about is not destroyed by itself (AVG 18(1)(b)
    and (c); Wpg 28(3); Wjsg 39m(3)).
    """
    # The plain table: who asks what is held looks at nobody.
    kolom = BeperkingRij.__table__.c
    wat = select(kolom.persoon_id, kolom.gegevenssoort, kolom.gegeven_id, kolom.sinds)
    for rij in sessie.execute(wat.where(kolom.opgeheven_op.is_(None))):
        yield Vast(rij.persoon_id, rij.gegevenssoort, rij.gegeven_id, VANAF, datum_nl(rij.sinds))
