"""Every query on long work; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.werkzaamheden.tabellen import WerkzaamheidRij
from shared.tijd.kenmerk import uuid7

MEEST: Final = 50
"""How many of a list are shown, the newest first."""


def leg_vast(
    sessie: Session, soort: str, onderwerp: str, totaal: int, *, door: str, nu: datetime
) -> str:
    """That it begins, in the transaction that makes it begin; what it is known by."""
    rij = WerkzaamheidRij(
        id=uuid7(nu),
        soort=soort,
        onderwerp=onderwerp,
        autorisatie_id=door,
        totaal=totaal,
        begonnen_op=nu,
    )
    sessie.add(rij)
    sessie.flush()
    return rij.id


def van(sessie: Session, autorisatie_id: str) -> Sequence[WerkzaamheidRij]:
    """What one official began, the newest first."""
    vraag = select(WerkzaamheidRij).where(WerkzaamheidRij.autorisatie_id == autorisatie_id)
    return sessie.scalars(vraag.order_by(WerkzaamheidRij.id.desc()).limit(MEEST)).all()


def een(sessie: Session, autorisatie_id: str, kenmerk: str) -> WerkzaamheidRij | None:
    """One of them; of somebody else's there is none."""
    rij = sessie.get(WerkzaamheidRij, kenmerk)
    return None if rij is None or rij.autorisatie_id != autorisatie_id else rij


def eerder(sessie: Session, soort: str, onderwerp: str) -> WerkzaamheidRij | None:
    """That somebody began this already."""
    vraag = select(WerkzaamheidRij).where(
        WerkzaamheidRij.soort == soort, WerkzaamheidRij.onderwerp == onderwerp
    )
    return sessie.scalars(vraag).one_or_none()


def begonnen_voor(sessie: Session, moment: datetime) -> Sequence[WerkzaamheidRij]:
    """What began before this, the oldest first."""
    vraag = select(WerkzaamheidRij).where(WerkzaamheidRij.begonnen_op < moment)
    return sessie.scalars(vraag.order_by(WerkzaamheidRij.id)).all()


def verwijder(sessie: Session, kenmerken: Collection[str]) -> None:
    """It does not have to be known any more."""
    sessie.execute(delete(WerkzaamheidRij).where(WerkzaamheidRij.id.in_(kenmerken)))
