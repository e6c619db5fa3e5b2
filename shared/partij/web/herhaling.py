"""Recording the same order once: what an official asked under an ``Idempotency-Key`` before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared.bericht.jsonvorm import jcs
from shared.opslag.typen import KENMERK
from shared.partij.fouten import Conflict


class Herhaalbaar:
    """Mixin for a table of what is recorded by an order; the table makes the two unique together.

    ``opdracht``: by what the same order is recognised; empty once its content is gone.
    """

    opdracht_van: Mapped[str | None] = mapped_column(KENMERK)
    idempotentiesleutel: Mapped[str | None] = mapped_column(String(128))
    opdracht: Mapped[str | None] = mapped_column(String(64))


R = TypeVar("R", bound=Herhaalbaar)


@dataclass(frozen=True)
class Opdracht:
    """An order under a key. ``door``: the authorisation of who gives it."""

    door: str
    sleutel: str
    vingerafdruk: str

    def merk(self, rij: Herhaalbaar) -> None:
        """What was recorded is of this order."""
        rij.opdracht_van, rij.idempotentiesleutel = self.door, self.sleutel
        rij.opdracht = self.vingerafdruk


def opdracht_van(door: str, sleutel: str | None, groep: str, invoer: BaseModel) -> Opdracht | None:
    """The order as it came; without a key every order is a new one."""
    if sleutel is None:
        return None
    vorm = {"groep": groep, "invoer": invoer.model_dump(mode="json", exclude_unset=True)}
    return Opdracht(door, sleutel, hashlib.sha256(jcs(vorm)).hexdigest())


def eerder(sessie: Session, tabel: type[R], opdracht: Opdracht | None) -> R | None:
    """What this order recorded before. Raises ``Conflict`` where the key was for something else."""
    if opdracht is None:
        return None
    vraag = select(tabel).where(
        tabel.opdracht_van == opdracht.door, tabel.idempotentiesleutel == opdracht.sleutel
    )
    rij = sessie.scalars(vraag).one_or_none()
    if rij is not None:
        eis_zelfde(opdracht, rij.opdracht)
    return rij


def eis_zelfde(opdracht: Opdracht, bewaard: str | None) -> None:
    """Raises ``Conflict`` where the key was for another order than is kept."""
    if bewaard is None:
        raise Conflict(
            "Deze Idempotency-Key is al gebruikt, en wat daarbij hoorde is er niet meer. "
            "Stuur de opdracht onder een nieuwe sleutel."
        )
    if bewaard != opdracht.vingerafdruk:
        raise Conflict("Deze Idempotency-Key is al gebruikt voor een andere opdracht.")
