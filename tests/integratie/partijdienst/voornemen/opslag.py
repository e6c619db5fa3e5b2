"""Elke vraag naar voornemens."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.partij.dienst import Dienst
from tests.integratie.partijdienst.voornemen.tabellen import VoornemenRij


def van_persoon(sessie: Session, persoon_id: str) -> VoornemenRij | None:
    vraag = select(VoornemenRij).where(VoornemenRij.persoon_id == persoon_id)
    return sessie.scalars(vraag).one_or_none()


def van_groep(sessie: Session, groep: str) -> Sequence[VoornemenRij]:
    return sessie.scalars(select(VoornemenRij).where(VoornemenRij.groep == groep)).all()


def ruim_vervallen(dienst: Dienst) -> dict[str, int]:
    """Wat zijn dag heeft gehad gaat weg; nog eens doen verandert niets."""
    with dienst.transactie() as sessie:
        vraag = select(VoornemenRij.id).where(VoornemenRij.vervalt_op < dienst.klok())
        weg = sessie.scalars(vraag).all()
        sessie.execute(delete(VoornemenRij).where(VoornemenRij.id.in_(weg)))
    return {"vervallenVoornemens": len(weg)}
