"""Every query on the keys per person and purpose; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.tabellen import PersoonRij


def in_gebruik(
    sessie: Session, groep: str, personen: Collection[str], doel: Doel
) -> dict[str, str]:
    """The key of each of these persons who has one for this purpose of this group."""
    if not personen:
        return {}
    tabel = AanpaksleutelRij
    vraag = (
        select(tabel.persoon_id, tabel.sleutel_id)
        .where(tabel.groep == groep, tabel.persoon_id.in_(personen), tabel.doel == doel)
        .order_by(tabel.sleutel_id.desc())
    )
    # Of two that were made at once always the same one: the lowest.
    return {persoon: sleutel for persoon, sleutel in sessie.execute(vraag)}


def van_personen(
    sessie: Session, personen: Collection[str], groep: str | None = None, doel: Doel | None = None
) -> set[str]:
    """Every key of these persons: of all groups, or of one, for one purpose."""
    tabel = AanpaksleutelRij
    vraag = select(tabel.sleutel_id).where(tabel.persoon_id.in_(personen))
    if groep is not None:
        vraag = vraag.where(tabel.groep == groep)
    if doel is not None:
        vraag = vraag.where(tabel.doel == doel)
    return set(sessie.scalars(vraag))


def vergrendel_persoon(sessie: Session, persoon_id: str) -> PersoonRij | None:
    """The row of a person, held until the transaction ends: destroying him waits."""
    return sessie.get(PersoonRij, persoon_id, with_for_update=True)


def wis_van(sessie: Session, personen: Collection[str]) -> None:
    """Forgets every key of these persons, once they were destroyed."""
    sessie.execute(
        delete(AanpaksleutelRij)
        .where(AanpaksleutelRij.persoon_id.in_(personen))
        .execution_options(synchronize_session=False)
    )


def wis(sessie: Session, sleutels: Iterable[str]) -> None:
    """Forgets keys that were destroyed."""
    tabel = AanpaksleutelRij
    sessie.execute(
        delete(tabel)
        .where(tabel.sleutel_id.in_(set(sleutels)))
        .execution_options(synchronize_session=False)
    )
