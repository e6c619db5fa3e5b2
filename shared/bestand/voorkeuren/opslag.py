"""Every query on named filters; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.bestand.voorkeuren.tabellen import VoorkeurRij


def van(sessie: Session, autorisatie_id: str) -> Sequence[VoorkeurRij]:
    """Those of one official, by name."""
    vraag = select(VoorkeurRij).where(VoorkeurRij.autorisatie_id == autorisatie_id)
    return sessie.scalars(vraag.order_by(VoorkeurRij.naam, VoorkeurRij.id)).all()


def verwijder(sessie: Session, autorisatie_id: str, id_: str) -> None:
    """He does not want it any more."""
    sessie.execute(
        delete(VoorkeurRij).where(
            VoorkeurRij.autorisatie_id == autorisatie_id, VoorkeurRij.id == id_
        )
    )


def ruim(sessie: Session, vandaag: date) -> int:
    """Those of who does not work here any more; how many."""
    weg = select(AutorisatieRij.id).where(AutorisatieRij.geldig_tot < vandaag)
    welke = VoorkeurRij.autorisatie_id.in_(weg)
    aantal = sessie.scalar(select(func.count()).select_from(VoorkeurRij).where(welke)) or 0
    if aantal:
        sessie.execute(delete(VoorkeurRij).where(welke))
    return aantal
