"""Queries on authorisations; in the caller's transaction, never a commit."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.tabellen import AutorisatieRij

_VAN_ACCOUNT: Final = select(AutorisatieRij).where(
    AutorisatieRij.uitgever == bindparam("uitgever"), AutorisatieRij.sub == bindparam("sub")
)
"""Made once: every request asks it, and making it costs more than asking."""


def zoek_autorisatie(sessie: Session, uitgever: str, sub: str) -> AutorisatieRij | None:
    """The authorisation registered for a login, if any."""
    return sessie.scalars(_VAN_ACCOUNT, {"uitgever": uitgever, "sub": sub}).one_or_none()
