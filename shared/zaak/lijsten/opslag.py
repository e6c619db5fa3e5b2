"""Every query on the lists of names; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.regels.laden import Convenantregels
from shared.partij.fouten import NietGevonden
from shared.partij.poorten.meegaand import Meegaand
from shared.verzenden.stukken.opslag import gedeeld_met
from shared.zaak.lijsten.begrippen import Grond, Lijststand, Regelstand
from shared.zaak.lijsten.tabellen import (
    LijstbevestigingRij,
    LijstregelRij,
    LijstwegingRij,
    NamenlijstRij,
    OpruimingRij,
)
from shared.zaak.lijsten.termijnen import eerste_gegevensstap


def lijst(sessie: Session, groep: str, lijst_id: str, *, vergrendel: bool = False) -> NamenlijstRij:
    """One list of this group. Raises ``NietGevonden``."""
    rij = sessie.get(NamenlijstRij, lijst_id, with_for_update=vergrendel or None)
    if rij is None or rij.groep != groep:
        raise NietGevonden("Deze namenlijst is er niet bij deze groep.")
    return rij


def lijst_in_gebruik(
    sessie: Session, groep: str, *, vergrendel: bool = False
) -> NamenlijstRij | None:
    """The group's list in use, if any."""
    vraag = select(NamenlijstRij).where(NamenlijstRij.open_groep == groep)
    return sessie.scalars(vraag.with_for_update() if vergrendel else vraag).one_or_none()


def lijsten(sessie: Session, groep: str) -> Sequence[NamenlijstRij]:
    """Every list of a group, oldest first."""
    vraag = select(NamenlijstRij).where(NamenlijstRij.groep == groep).order_by(NamenlijstRij.id)
    return sessie.scalars(vraag).all()


def vastgestelde_lijst(sessie: Session, groep: str) -> NamenlijstRij | None:
    """The newest final list of a group, if it has one."""
    vraag = (
        select(NamenlijstRij)
        .where(NamenlijstRij.groep == groep, NamenlijstRij.stand == Lijststand.VASTGESTELD)
        .order_by(NamenlijstRij.id.desc())
    )
    return sessie.scalars(vraag).first()


def regel(sessie: Session, lijst_id: str, regel_id: str) -> LijstregelRij:
    """One entry of a list, locked. Raises ``NietGevonden``."""
    rij = sessie.get(LijstregelRij, regel_id, with_for_update=True)
    if rij is None or rij.lijst_id != lijst_id:
        raise NietGevonden("Deze persoon staat niet op deze namenlijst.")
    return rij


def regels_van(sessie: Session, lijst_ids: Iterable[str]) -> Sequence[LijstregelRij]:
    """The entries of these lists, in order of being added."""
    vraag = (
        select(LijstregelRij)
        .where(LijstregelRij.lijst_id.in_(list(lijst_ids)))
        .order_by(LijstregelRij.id)
    )
    return sessie.scalars(vraag).all()


def samen_met(sessie: Session, regel: LijstregelRij) -> Sequence[LijstregelRij]:
    """The entries a human said are the same person as this one; nobody else is looked at."""
    vraag = select(LijstregelRij).where(
        LijstregelRij.lijst_id == regel.lijst_id, LijstregelRij.samen_met == regel.id
    )
    return sessie.scalars(vraag.order_by(LijstregelRij.id)).all()


def wegingen_van(sessie: Session, regel_ids: Iterable[str]) -> Sequence[LijstwegingRij]:
    """What happened to these entries, oldest first."""
    vraag = (
        select(LijstwegingRij)
        .where(LijstwegingRij.regel_id.in_(list(regel_ids)))
        .order_by(LijstwegingRij.regel_id, LijstwegingRij.versie)
    )
    return sessie.scalars(vraag).all()


def bevestigingen(sessie: Session, lijst_id: str) -> Sequence[LijstbevestigingRij]:
    """What the other holders have to confirm."""
    vraag = (
        select(LijstbevestigingRij)
        .where(LijstbevestigingRij.lijst_id == lijst_id)
        .order_by(LijstbevestigingRij.partij)
    )
    return sessie.scalars(vraag).all()


def bevestiging_op(sessie: Session, partij: str, bericht_id: str) -> LijstbevestigingRij | None:
    """The open confirmation of this party for the list sent with this message."""
    vraag = select(LijstbevestigingRij).where(
        LijstbevestigingRij.partij == partij, LijstbevestigingRij.bericht_id == bericht_id
    )
    return sessie.scalars(vraag).one_or_none()


def niet_verstuurd(sessie: Session) -> list[tuple[NamenlijstRij, LijstbevestigingRij]]:
    """Final lists and the holders that were not sent them yet, oldest first."""
    vraag = (
        select(NamenlijstRij, LijstbevestigingRij)
        .join(LijstbevestigingRij, LijstbevestigingRij.lijst_id == NamenlijstRij.id)
        .where(
            NamenlijstRij.stand == Lijststand.VASTGESTELD,
            LijstbevestigingRij.bericht_id.is_(None),
            LijstbevestigingRij.bevestigd_op.is_(None),
        )
        .order_by(NamenlijstRij.id, LijstbevestigingRij.partij)
    )
    return [(lijst, rij) for lijst, rij in sessie.execute(vraag)]


def leden(sessie: Session, groep: str) -> Sequence[GroepslidRij]:
    """Every membership of the group, ended ones too."""
    vraag = select(GroepslidRij).where(GroepslidRij.groep == groep).order_by(GroepslidRij.id)
    return sessie.scalars(vraag).all()


def niet_op_lijst(sessie: Session, groep: str, categorie: int) -> tuple[int, datetime]:
    """How many members of a group are on no list of it that is in use, and since when. Counted:
    nobody of them is read."""
    op_lijst = (
        select(LijstregelRij.id)
        .join(NamenlijstRij, NamenlijstRij.id == LijstregelRij.lijst_id)
        .where(
            NamenlijstRij.open_groep == groep, LijstregelRij.persoon_id == GroepslidRij.persoon_id
        )
        .exists()
    )
    vraag = select(
        func.count(GroepslidRij.persoon_id.distinct()), func.min(GroepslidRij.aangemaakt_op)
    ).where(
        GroepslidRij.groep == groep,
        GroepslidRij.categorie == categorie,
        GroepslidRij.beeindigd_op.is_(None),
        ~op_lijst,
    )
    aantal, sinds = sessie.execute(vraag).one()
    return aantal, sinds


def plaatsen(sessie: Session, personen: Collection[str]) -> list[tuple[str, str]]:
    """Who of these is on a list, with its group."""
    vraag = select(LijstregelRij.persoon_id, NamenlijstRij.groep).join(
        NamenlijstRij, NamenlijstRij.id == LijstregelRij.lijst_id
    )
    rijen = sessie.execute(vraag.where(LijstregelRij.persoon_id.in_(personen)).distinct())
    return [(persoon, groep) for persoon, groep in rijen]


def _vergeet(sessie: Session, personen: Collection[str]) -> None:
    """Takes who is destroyed off every list, with how he was weighed.

    Whoever was weighed together with him stands by himself again, to be weighed where that can.
    """
    tabel = LijstregelRij
    ids = sessie.scalars(select(tabel.id).where(tabel.persoon_id.in_(personen))).all()
    open_lijsten = select(NamenlijstRij.id).where(NamenlijstRij.stand == Lijststand.OPEN)
    for regel in sessie.scalars(select(tabel).where(tabel.samen_met.in_(ids))):
        regel.samen_met, regel.versie = None, regel.versie + 1
        if regel.lijst_id in set(sessie.scalars(open_lijsten)):
            regel.stand = Regelstand.TE_WEGEN
    sessie.flush()
    sessie.execute(delete(LijstwegingRij).where(LijstwegingRij.regel_id.in_(ids)))
    sessie.execute(delete(tabel).where(tabel.id.in_(ids)))


LIJSTREGELS = Meegaand((LijstregelRij, LijstwegingRij), _vergeet)


def openstaande_opruimingen(sessie: Session) -> list[str]:
    """Destructions that were asked and are not done, oldest first."""
    vraag = (
        select(OpruimingRij.id).where(OpruimingRij.gedaan_op.is_(None)).order_by(OpruimingRij.id)
    )
    return list(sessie.scalars(vraag))


def te_melden(sessie: Session) -> Sequence[OpruimingRij]:
    """Destructions that were done and that nobody was told of yet."""
    vraag = (
        select(OpruimingRij)
        .where(OpruimingRij.gedaan_op.is_not(None), OpruimingRij.gemeld_op.is_(None))
        .order_by(OpruimingRij.id)
    )
    return sessie.scalars(vraag).all()


def verklaringen(sessie: Session, groep: str) -> Sequence[OpruimingRij]:
    """What was destroyed of a group, without names."""
    vraag = (
        select(OpruimingRij)
        .where(OpruimingRij.groep == groep, OpruimingRij.gedaan_op.is_not(None))
        .order_by(OpruimingRij.id)
    )
    return sessie.scalars(vraag).all()


def laatst_vastgesteld(sessie: Session, groep: str) -> datetime | None:
    """When it was last said here who stays on the final list; ``None`` if that never was."""
    vraag = select(OpruimingRij).where(
        OpruimingRij.groep == groep,
        OpruimingRij.grond.in_((Grond.NETTOLIJST, Grond.GEEN_NETTOLIJST)),
        OpruimingRij.gedaan_op.is_not(None),
    )
    rijen = sessie.scalars(vraag.order_by(OpruimingRij.id.desc()))
    return next((rij.gedaan_op for rij in rijen if rij.behoud), None)


def op_nettolijst(sessie: Session, groep: str) -> list[str]:
    """The pseudonyms on the newest final list this party made or received; empty without one."""
    vraag = (
        select(OpruimingRij.behoud)
        .where(OpruimingRij.groep == groep, OpruimingRij.grond == Grond.NETTOLIJST)
        .order_by(OpruimingRij.id.desc())
    )
    return sessie.scalars(vraag).first() or []


def heeft_opruiming(sessie: Session, groep: str, grond: str, *, open_: bool = False) -> bool:
    """Whether this group was (or is to be) cleared on this ground."""
    vraag = select(OpruimingRij.id).where(OpruimingRij.groep == groep, OpruimingRij.grond == grond)
    if open_:
        vraag = vraag.where(OpruimingRij.gedaan_op.is_(None))
    return sessie.scalars(vraag).first() is not None


def brutolijst(sessie: Session, regels: Convenantregels, groep: str, vaststeller: str) -> set[str]:
    """Who is here because of the first list alone (5.1), by pseudonym.

    That is whoever came from the party that gathers it, in the first step with names, and with whom
    ``vaststeller`` has nothing to do, under no pseudonym: it cannot have left him on the final
    list, nor named him. Who stays all the same, comes again by an ordinary disclosure. Officials
    are on no list.
    """
    stap = eerste_gegevensstap(regels)
    vraag = (
        select(OntvangenGegevenRij.betrokkene, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(
            OntvangenGegevenRij.groep == groep,
            OntvangenGegevenRij.categorie != deelnemercategorie(regels),
            InkomendRij.afzender == regels.namenlijsten.brutolijst,
        )
    )
    erop = {betrokkene for betrokkene, kop in sessie.execute(vraag) if kop["stap"] == stap}
    bekend = gedeeld_met(sessie, groep, vaststeller)
    hier = leden(sessie, groep)
    gekend = {lid.persoon_id for lid in hier if lid.betrokkene in bekend}
    return erop - bekend - {lid.betrokkene for lid in hier if lid.persoon_id in gekend}


def wegingplaats(weging_id: str) -> str:
    """Where the reason of a weighing is sealed for."""
    return f"lijstweging/{weging_id}"
