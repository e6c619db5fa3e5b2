"""Queries on authorisations; in the caller's transaction, never a commit."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.toegang.tabellen import AutorisatieRij


def zoek_autorisatie(sessie: Session, uitgever: str, sub: str) -> AutorisatieRij | None:
    """The authorisation registered for a login, if any."""
    vraag = select(AutorisatieRij).where(
        AutorisatieRij.uitgever == uitgever, AutorisatieRij.sub == sub
    )
    return sessie.scalars(vraag).one_or_none()
