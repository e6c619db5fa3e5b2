"""Every query on intakes. No commit: that is the caller's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from services.gemeente.intake.tabellen import IntakeRij
from shared.partij.fouten import NietGevonden


def lees(sessie: Session, kenmerk: str, *, slot: bool = False) -> IntakeRij:
    """One intake. Raises ``NietGevonden``."""
    rij = sessie.get(IntakeRij, kenmerk, with_for_update=slot or None)
    if rij is None:
        raise NietGevonden("Deze intake staat niet in het bestand.")
    return rij


def zoek(sessie: Session, groep: str | None, na: str | None, hoogstens: int) -> Sequence[IntakeRij]:
    """The intakes about this group; None: about no group in particular. In order of id."""
    vraag = select(IntakeRij).where(IntakeRij.groep == groep).order_by(IntakeRij.id)
    if na is not None:
        vraag = vraag.where(IntakeRij.id > na)
    return sessie.scalars(vraag.limit(hoogstens)).all()


def met_hash(sessie: Session, hash_: str) -> IntakeRij | None:
    """The intake of this code, if it can still be used."""
    return sessie.scalars(select(IntakeRij).where(IntakeRij.hash == hash_)).one_or_none()


def gebruik(sessie: Session, rij: IntakeRij, nu: datetime) -> bool:
    """Takes it, once: of two at the same moment the second finds it gone."""
    vraag = (
        update(IntakeRij)
        .where(IntakeRij.id == rij.id, IntakeRij.hash == rij.hash)
        .values(gebruikt_op=nu, hash=None)
    )
    gedaan = sessie.execute(vraag)
    assert isinstance(gedaan, CursorResult)  # noqa: S101 - for the type checker: an UPDATE
    return bool(gedaan.rowcount == 1)


def tel_weigering(sessie: Session, kenmerk: str) -> None:
    """One more refused text, also of two at the same moment."""
    tabel = IntakeRij
    sessie.execute(update(tabel).where(tabel.id == kenmerk).values(geweigerd=tabel.geweigerd + 1))


def ruim(sessie: Session, vandaag: date, ouder_dan: date) -> int:
    """Of codes that lapsed the hash goes; of what lapsed long ago the row. How many rows."""
    sessie.execute(
        update(IntakeRij)
        .where(IntakeRij.geldig_tot < vandaag, IntakeRij.hash.is_not(None))
        .values(hash=None)
    )
    gedaan = sessie.execute(delete(IntakeRij).where(IntakeRij.geldig_tot < ouder_dan))
    assert isinstance(gedaan, CursorResult)  # noqa: S101 - for the type checker: a DELETE
    return int(gedaan.rowcount)
