"""Every query on vakken; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.orm import Session

from shared.bestand.tabellen import PersoonRij
from shared.bestand.zoekvakken.tabellen import ZoekvaklidRij, ZoekvakRij
from shared.opslag.vast import porties
from shared.partij.zegel import Kluispoort


def vergrendel(sessie: Session, kluis: Kluispoort, sloten: Iterable[tuple[str, ...]]) -> None:
    """Wait for whoever writes about the same person: no unique index spans two vakken.

    Held until the transaction ends. On SQLite the writing transaction is alone already.
    """
    if sessie.get_bind().dialect.name != "postgresql":
        return
    # In one order, so that two who want the same cannot wait for each other.
    for slot in sorted({kluis.slotnaam(*delen) for delen in sloten}):
        sessie.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(slot, 0))))


def vak_van(sessie: Session, persoon_id: str) -> str | None:
    """The key of the vak a person is in."""
    return sessie.scalar(
        select(ZoekvaklidRij.sleutel_id).where(ZoekvaklidRij.persoon_id == persoon_id)
    )


def alle_vakken(sessie: Session) -> Sequence[str]:
    """The keys of all vakken, closed ones too: who is in them is still to be found."""
    return sessie.scalars(select(ZoekvakRij.sleutel_id)).all()


def open_vak(sessie: Session, hoogstens: int) -> tuple[str, int] | None:
    """The newest vak, if it is open and has room, and how much. Who closes it waits for this
    transaction."""
    vraag = select(ZoekvakRij).order_by(ZoekvakRij.gemaakt_op.desc()).limit(1)
    vak = sessie.scalars(
        vraag.with_for_update(read=True).execution_options(populate_existing=True)
    ).first()
    if vak is None or vak.gesloten_op is not None:
        return None
    leden = select(func.count()).where(ZoekvaklidRij.sleutel_id == vak.sleutel_id)
    ruimte = hoogstens - sessie.scalars(leden).one()
    return (vak.sleutel_id, ruimte) if ruimte > 0 else None


def maak_vak(sessie: Session, sleutel_id: str, nu: datetime) -> None:
    """A new vak, open."""
    sessie.add(ZoekvakRij(sleutel_id=sleutel_id, gemaakt_op=nu, gesloten_op=None))
    sessie.flush()


def zet_in(sessie: Session, personen: Collection[str], sleutel_id: str) -> None:
    """Puts persons in a vak, out of the ones they were in."""
    uit = delete(ZoekvaklidRij).where(ZoekvaklidRij.persoon_id.in_(personen))
    sessie.execute(uit.execution_options(synchronize_session=False))
    sessie.execute(
        insert(ZoekvaklidRij),
        [{"persoon_id": persoon, "sleutel_id": sleutel_id} for persoon in sorted(personen)],
    )


def sluit(sessie: Session, personen: Collection[str], nu: datetime) -> frozenset[str]:
    """Closes the vakken of these persons, for good; their keys. Nobody is added any more."""
    waar: set[str] = set()
    for portie in porties(sorted(personen)):
        vraag = select(ZoekvaklidRij.sleutel_id).where(ZoekvaklidRij.persoon_id.in_(portie))
        waar |= set(sessie.scalars(vraag.distinct()))
    gesloten: set[str] = set()
    # In one order, so that two who close the same cannot wait for each other.
    for portie in porties(sorted(waar)):
        vakken = sessie.scalars(
            select(ZoekvakRij)
            .where(ZoekvakRij.sleutel_id.in_(portie))
            .order_by(ZoekvakRij.sleutel_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()
        for vak in vakken:
            vak.gesloten_op = vak.gesloten_op or nu
        gesloten |= {vak.sleutel_id for vak in vakken}
    sessie.flush()
    return frozenset(gesloten)


def sluit_vak(sessie: Session, sleutel_id: str, nu: datetime) -> None:
    """The same of one vak."""
    vak = sessie.get(ZoekvakRij, sleutel_id, with_for_update=True, populate_existing=True)
    if vak is not None:
        vak.gesloten_op = vak.gesloten_op or nu
        sessie.flush()


def leden(sessie: Session, vakken: Collection[str]) -> set[str]:
    """Who is in these vakken."""
    gevonden: set[str] = set()
    for portie in porties(sorted(vakken)):
        vraag = select(ZoekvaklidRij.persoon_id).where(ZoekvaklidRij.sleutel_id.in_(portie))
        gevonden |= set(sessie.scalars(vraag))
    return gevonden


def verlaat(sessie: Session, personen: Collection[str]) -> None:
    """Takes out who were destroyed; a closed vak goes with the last one in it."""
    sessie.execute(delete(ZoekvaklidRij).where(ZoekvaklidRij.persoon_id.in_(personen)))
    ruim_lege(sessie)


def ruim_lege(sessie: Session) -> None:
    """Forgets closed vakken that nobody is in."""
    iemand = exists().where(ZoekvaklidRij.sleutel_id == ZoekvakRij.sleutel_id)
    sessie.execute(
        delete(ZoekvakRij)
        .where(ZoekvakRij.gesloten_op.is_not(None), ~iemand)
        .execution_options(synchronize_session=False)
    )


def zonder_vak(sessie: Session, na: str, hoogstens: int) -> Sequence[str]:
    """Persons with an index of before there were vakken, in order of id."""
    in_vak = exists().where(ZoekvaklidRij.persoon_id == PersoonRij.id)
    vraag = (
        select(PersoonRij.id)
        .where(PersoonRij.id > na, PersoonRij.sleutel_id.is_not(None), ~in_vak)
        .order_by(PersoonRij.id)
        .limit(hoogstens)
    )
    return sessie.scalars(vraag).all()
