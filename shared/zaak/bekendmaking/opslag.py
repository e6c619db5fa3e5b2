"""Every query on the register; never a commit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.partij.bladeren import vanaf
from shared.partij.fouten import NietGevonden
from shared.zaak.bekendmaking.tabellen import BekendmakingRij


def lees(sessie: Session, kenmerk: str) -> BekendmakingRij:
    """One of them. Raises ``NietGevonden``."""
    rij = sessie.get(BekendmakingRij, kenmerk)
    if rij is None:
        raise NietGevonden("Deze bekendmaking is hier niet bekend.")
    return rij


def lijst(
    sessie: Session, *, na: str | None, limiet: int, nieuwste: bool
) -> Sequence[BekendmakingRij]:
    """The register, in order."""
    vraag = select(BekendmakingRij).limit(limiet)
    return sessie.scalars(vanaf(vraag, BekendmakingRij.id, na, nieuwste=nieuwste)).all()


def is_collega(sessie: Session, autorisatie: str) -> bool:
    """Whether this is an authorisation of this party."""
    return sessie.get(AutorisatieRij, autorisatie) is not None


def herkomst(sessie: Session, persoon_id: str) -> str | None:
    """Where a person came from; ``None`` for one who is not here."""
    rij = sessie.get(PersoonRij, persoon_id)
    return None if rij is None or rij.sleutel_id is None else rij.herkomst
