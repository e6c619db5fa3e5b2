"""The port through which subjects take along what they keep of somebody who is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.opslag.basis import Basis


@dataclass(frozen=True)
class Meegaand:
    """``rijen``: the tables it reaches; the database keeps no older versions of those either.

    ``neem_weg`` gets the id of the person, in the transaction that tidies the rest; repeatable.
    """

    rijen: tuple[type[Basis], ...]
    neem_weg: Callable[[Session, str], object]


def alle_rijen(*rijen: type[Basis]) -> Meegaand:
    """Every row of these tables that is about the person."""

    def neem_weg(sessie: Session, persoon_id: str) -> None:
        for rij in rijen:
            sessie.execute(delete(rij).where(rij.__table__.c.persoon_id == persoon_id))

    return Meegaand(rijen, neem_weg)
