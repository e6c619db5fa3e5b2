"""Every query on concepts; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from shared.bestand.concepten.tabellen import ConceptpersoonRij, ConceptRij
from shared.opslag.basis import Basis
from shared.opslag.vast import porties
from shared.partij.poorten.meegaand import Meegaand

_RIJEN: tuple[type[Basis], ...] = (ConceptpersoonRij, ConceptRij)


def zoek(
    sessie: Session, autorisatie_id: str, soort: str, onderwerp: str, *, vergrendel: bool = False
) -> ConceptRij | None:
    """The one of this official for this form."""
    vraag = select(ConceptRij).where(
        ConceptRij.autorisatie_id == autorisatie_id,
        ConceptRij.soort == soort,
        ConceptRij.onderwerp == onderwerp,
    )
    return sessie.scalar(vraag.with_for_update() if vergrendel else vraag)


def aantal(sessie: Session, autorisatie_id: str) -> int:
    """How many forms somebody has open."""
    vraag = select(func.count()).where(ConceptRij.autorisatie_id == autorisatie_id)
    return sessie.scalar(vraag) or 0


def personen_van(sessie: Session, concept_id: str) -> list[str]:
    """About whom it is, always in the same order."""
    vraag = select(ConceptpersoonRij).where(ConceptpersoonRij.concept_id == concept_id)
    return sorted(een.persoon_id for een in sessie.scalars(vraag))


def zet_personen(sessie: Session, concept_id: str, personen: Iterable[str]) -> None:
    """About whom it is from now on."""
    sessie.execute(delete(ConceptpersoonRij).where(ConceptpersoonRij.concept_id == concept_id))
    sessie.add_all(ConceptpersoonRij(concept_id=concept_id, persoon_id=een) for een in personen)
    sessie.flush()


def verwijder(sessie: Session, kenmerken: Collection[str]) -> None:
    """They are sent, or they lapsed."""
    sessie.execute(delete(ConceptpersoonRij).where(ConceptpersoonRij.concept_id.in_(kenmerken)))
    sessie.execute(delete(ConceptRij).where(ConceptRij.id.in_(kenmerken)))


def neem_verlopen_weg(sessie: Session, nu: datetime) -> int:
    """Those of which the days are over; how many."""
    weg = list(sessie.scalars(select(ConceptRij.id).where(ConceptRij.verloopt_op <= nu)))
    for portie in porties(weg):
        verwijder(sessie, portie)
    return len(weg)


def _neem_mee(sessie: Session, personen: Collection[str]) -> None:
    over_hen = select(ConceptpersoonRij.concept_id).where(
        ConceptpersoonRij.persoon_id.in_(personen)
    )
    vraag = select(ConceptRij.id).where(
        or_(ConceptRij.id.in_(over_hen), ConceptRij.onderwerp.in_(personen))
    )
    for portie in porties(list(sessie.scalars(vraag))):
        verwijder(sessie, portie)


MEEGAAND = Meegaand(_RIJEN, _neem_mee)
