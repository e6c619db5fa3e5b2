"""Queries on prepared decisions, within the caller's transaction; never commits."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.partij.besluitconcept import Concept, Conceptstand
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.poorten.taak import Taak
from shared.zaak.besluiten.tabellen import BesluitconceptRij

_TE_TEKENEN = (Conceptstand.OPEN, Conceptstand.AANGEBODEN)
_WEG = "Dit concept is er niet."


def maak(sessie: Session, concept: Concept) -> None:
    """Keeps a new concept. Raises ``Conflict`` when one of the kind waits for the group already."""
    open_voor = _open_voor(concept.groep, concept.soort)
    vraag = select(BesluitconceptRij.id).where(BesluitconceptRij.open_voor == open_voor)
    ander = sessie.scalars(vraag).first()
    if ander is not None:
        raise Conflict(
            f"Er ligt al zo'n concept voor deze groep ({ander}); laat dat tekenen, of trek het in."
        )
    velden = {veld.name: getattr(concept, veld.name) for veld in fields(Concept)}
    sessie.add(BesluitconceptRij(**velden, open_voor=open_voor))
    sessie.flush()


def lees(sessie: Session, kenmerk: str) -> Concept:
    """Raises ``NietGevonden``."""
    rij = sessie.get(BesluitconceptRij, kenmerk)
    if rij is None:
        raise NietGevonden(_WEG)
    return _concept(rij)


def te_tekenen(
    sessie: Session, taak: Taak, groep: str | None = None, soort: str | None = None
) -> list[Concept]:
    """What waits, or was handed in without an answer, within a task; the oldest first."""
    vraag = select(BesluitconceptRij).where(
        BesluitconceptRij.stand.in_(_TE_TEKENEN), taak.rijen(BesluitconceptRij.groep)
    )
    if groep is not None:
        vraag = vraag.where(BesluitconceptRij.groep == groep)
    if soort is not None:
        vraag = vraag.where(BesluitconceptRij.soort == soort)
    rijen = sessie.scalars(vraag.order_by(BesluitconceptRij.opgesteld_op, BesluitconceptRij.id))
    return [_concept(rij) for rij in rijen]


def zet(
    sessie: Session,
    kenmerk: str,
    van: Conceptstand,
    naar: Conceptstand,
    **velden: Any,  # noqa: ANN401
) -> bool:
    """From one state to another; false when it stood otherwise by now."""
    rij = sessie.get(BesluitconceptRij, kenmerk, with_for_update=True)
    if rij is None or rij.stand != van:
        return False
    rij.stand = naar
    if naar not in _TE_TEKENEN:
        rij.open_voor = None
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    sessie.flush()
    return True


def trek_in(sessie: Session, kenmerk: str, door: str, nu: datetime) -> None:
    """Nobody signs it any more. Raises ``Conflict`` once it was handed in."""
    if not zet(
        sessie,
        kenmerk,
        Conceptstand.OPEN,
        Conceptstand.INGETROKKEN,
        afgedaan_op=nu,
        afgedaan_door=door,
    ):
        raise Conflict("Dit concept is al getekend of ingetrokken.")


def _open_voor(groep: str, soort: str) -> str:
    return f"{groep}:{soort}"


def _concept(rij: BesluitconceptRij) -> Concept:
    velden = {veld.name: getattr(rij, veld.name) for veld in fields(Concept)}
    return Concept(**{**velden, "stand": Conceptstand(rij.stand)})
