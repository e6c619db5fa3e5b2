"""Every query on actions that were given to this party; never a commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.partij.fouten import NietGevonden
from shared.zaak.acties.begrippen import Actiegebeurtenis, Melding
from shared.zaak.acties.tabellen import OntvangenActieRij, OntvangenActieverloopRij


def lees(sessie: Session, kenmerk: str, *, slot: bool = False) -> OntvangenActieRij:
    """One action; ``slot``: to be changed in this transaction. Raises ``NietGevonden``."""
    rij = sessie.get(OntvangenActieRij, kenmerk, with_for_update=slot or None)
    if rij is None:
        raise NietGevonden("Deze actie is hier niet bekend.")
    return rij


def van_gever(sessie: Session, van: str, actie: str) -> OntvangenActieRij | None:
    """The action this party calls so, locked; None when it gave none."""
    vraag = select(OntvangenActieRij).where(
        OntvangenActieRij.van == van, OntvangenActieRij.actie == actie
    )
    return sessie.scalars(vraag.with_for_update()).one_or_none()


def gekregen(sessie: Session, actie: str) -> bool:
    """Whether any party gave this one an action of this name."""
    vraag = select(OntvangenActieRij.id).where(OntvangenActieRij.actie == actie)
    return sessie.scalars(vraag.limit(1)).one_or_none() is not None


def van_groep(
    groep: str, *, na: str | None, hoogstens: int, stand: str | None, eigenaar: str | None
) -> Select[OntvangenActieRij]:
    """The actions about a group, in order of id."""
    vraag = select(OntvangenActieRij).where(OntvangenActieRij.groep == groep)
    if na is not None:
        vraag = vraag.where(OntvangenActieRij.id > na)
    if stand is not None:
        vraag = vraag.where(OntvangenActieRij.stand == stand)
    if eigenaar is not None:
        vraag = vraag.where(OntvangenActieRij.eigenaar == eigenaar)
    return vraag.order_by(OntvangenActieRij.id).limit(hoogstens)


def verloop(sessie: Session, kenmerk: str) -> Sequence[OntvangenActieverloopRij]:
    """What happened to one, the first event first."""
    tabel = OntvangenActieverloopRij
    vraag = select(tabel).where(tabel.actie == kenmerk).order_by(tabel.versie)
    return sessie.scalars(vraag).all()


def gemeld_met(sessie: Session, kenmerk: str, stuk: str) -> OntvangenActieverloopRij | None:
    """What was said about an action with this stuk."""
    tabel = OntvangenActieverloopRij
    vraag = select(tabel).where(tabel.actie == kenmerk, tabel.stuk == stuk)
    return sessie.scalars(vraag).first()


def laatst_gemeld(sessie: Session, kenmerk: str) -> OntvangenActieverloopRij | None:
    """What was said last about an action."""
    tabel = OntvangenActieverloopRij
    vraag = select(tabel).where(
        tabel.actie == kenmerk, tabel.gebeurtenis == Actiegebeurtenis.GEMELD
    )
    return sessie.scalars(vraag.order_by(tabel.versie.desc()).limit(1)).one_or_none()


def noteer(
    sessie: Session,
    rij: OntvangenActieRij,
    wat: Actiegebeurtenis,
    stuk: str,
    *,
    door: str | None,
    nu: datetime,
    melding: Melding | None = None,
) -> None:
    """The action is at its next version: what happened, and how it stands now."""
    rij.versie += 1
    rij.gewijzigd_op = nu
    sessie.flush()
    sessie.add(
        OntvangenActieverloopRij(
            actie=rij.id,
            versie=rij.versie,
            gebeurtenis=wat,
            stand=rij.stand,
            stuk=stuk,
            stukversie=rij.stukversie,
            uiterlijk=rij.uiterlijk,
            reden=None if melding is None else melding.reden,
            voortgang=None if melding is None else melding.voortgang,
            effect=None if melding is None else melding.effect,
            tijdstip=nu,
            door=door,
        )
    )
    sessie.flush()
