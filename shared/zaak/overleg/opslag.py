"""Queries on meetings and on what was said. Works on the session it is given; no commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendeInhoudRij, InkomendRij
from shared.partij.poorten.taak import Taak
from shared.verzenden.tabellen import UitgaandRij, UitingRij, Uitingstand, Verzendstatus
from shared.verzenden.uitbak.uitingen import berichten_van
from shared.zaak.overleg.tabellen import (
    GeplandeReeksRij,
    GeplandOverlegRij,
    OverlegreeksRij,
    VerslagRij,
)
from shared.zaak.overleg.verslagregel import Eigengezegd, Gehoord, Verteld

_AANVAARD = "aanvaard"
_TOEGESTAAN = "toegestaan"
_ONBESLIST = (Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.BEWIJS_ONVOLDOENDE)


def reeksen(*, na: str | None, hoogstens: int, groep: str) -> Select[OverlegreeksRij]:
    """The series about a group, in order of id."""
    vraag = select(OverlegreeksRij).where(OverlegreeksRij.groep == groep)
    if na is not None:
        vraag = vraag.where(OverlegreeksRij.id > na)
    return vraag.order_by(OverlegreeksRij.id).limit(hoogstens)


def reeksen_van(sessie: Session, overleg: str) -> list[str]:
    """The series a planned meeting belongs to."""
    vraag = select(GeplandeReeksRij.reeks).where(GeplandeReeksRij.overleg == overleg)
    return list(sessie.scalars(vraag.order_by(GeplandeReeksRij.reeks)))


def zet_reeksen(sessie: Session, overleg: str, welke: Iterable[str]) -> None:
    """The meeting belongs to these series, and to no other."""
    sessie.execute(delete(GeplandeReeksRij).where(GeplandeReeksRij.overleg == overleg))
    sessie.add_all(GeplandeReeksRij(overleg=overleg, reeks=reeks) for reeks in welke)


def gepland_over(groep: str) -> Select[GeplandOverlegRij]:
    """The meetings this party planned about a group."""
    return (
        select(GeplandOverlegRij)
        .join(GeplandeReeksRij, GeplandeReeksRij.overleg == GeplandOverlegRij.id)
        .join(OverlegreeksRij, OverlegreeksRij.id == GeplandeReeksRij.reeks)
        .where(OverlegreeksRij.groep == groep)
    )


def gepland_in(taak: Taak) -> Select[GeplandOverlegRij]:
    """The meetings this party planned about a group of the task, one of several included."""
    over = (
        select(GeplandeReeksRij.overleg)
        .join(OverlegreeksRij, OverlegreeksRij.id == GeplandeReeksRij.reeks)
        .where(GeplandeReeksRij.overleg == GeplandOverlegRij.id, taak.rijen(OverlegreeksRij.groep))
    )
    return select(GeplandOverlegRij).where(over.exists())


def groepen_van(sessie: Session, overleg: str) -> list[str]:
    """The groups a planned meeting is about."""
    vraag = (
        select(OverlegreeksRij.groep)
        .join(GeplandeReeksRij, GeplandeReeksRij.reeks == OverlegreeksRij.id)
        .where(GeplandeReeksRij.overleg == overleg)
    )
    return list(sessie.scalars(vraag.order_by(OverlegreeksRij.groep)))


def versies(sessie: Session, overleg: str) -> Sequence[VerslagRij]:
    """The versions of a verslag that were laid down, the first one first."""
    vraag = select(VerslagRij).where(VerslagRij.overleg == overleg)
    return sessie.scalars(vraag.order_by(VerslagRij.versie)).all()


def eigen_in_overleg(sessie: Session, overleg: str) -> list[Eigengezegd]:
    """What this party said or wanted to say in a meeting."""
    vraag = select(UitingRij).where(UitingRij.overleg == overleg)
    return [_eigen(sessie, rij) for rij in sessie.scalars(vraag.order_by(UitingRij.id))]


def eigen_van(sessie: Session, uitingen: Collection[str]) -> list[Eigengezegd]:
    """Of these uitingen the own ones."""
    vraag = select(UitingRij).where(UitingRij.id.in_(uitingen))
    return [_eigen(sessie, rij) for rij in sessie.scalars(vraag.order_by(UitingRij.id))]


def gehoord_in_overleg(
    sessie: Session, overleg: str, groepen: Collection[str], genoemd: Collection[str]
) -> Gehoord:
    """What came in that was said in a meeting; ``genoemd``: ids the gateway mentions."""
    vraag = select(InkomendRij.kop).where(
        InkomendRij.groep.in_(groepen), InkomendRij.status == _AANVAARD
    )
    koppen = [kop for kop in sessie.scalars(vraag) if kop["overleg"] == overleg]
    return _gehoord(sessie, [*koppen, *_koppen_van(sessie, genoemd)])


def gehoord_van(sessie: Session, genoemd: Collection[str]) -> Gehoord:
    """Of these messages those that came in here."""
    return _gehoord(sessie, _koppen_van(sessie, genoemd))


def _koppen_van(sessie: Session, berichten: Collection[str]) -> list[dict[str, object]]:
    vraag = select(InkomendRij.kop).where(
        InkomendRij.bericht_id.in_(berichten), InkomendRij.status == _AANVAARD
    )
    return list(sessie.scalars(vraag))


def _gehoord(sessie: Session, koppen: Iterable[dict[str, object]]) -> Gehoord:
    per_id = {str(kop["id"]): kop for kop in koppen}
    vraag = select(InkomendeInhoudRij.bericht_id).where(
        InkomendeInhoudRij.bericht_id.in_(list(per_id)), InkomendeInhoudRij.status == _AANVAARD
    )
    return Gehoord(per_id, frozenset(sessie.scalars(vraag)))


def _eigen(sessie: Session, rij: UitingRij) -> Eigengezegd:
    berichten = berichten_van(sessie, rij.id)
    return Eigengezegd(
        uiting=rij.id,
        groep=rij.groep,
        koppen=tuple(een.kop for een in berichten),
        mocht=frozenset(een.bericht_id for een in berichten if _mocht(een)),
        verteld=_verteld(rij),
        wacht=rij.stand == Uitingstand.TE_BEVESTIGEN
        or (rij.stand == Uitingstand.OPEN and any(een.status in _ONBESLIST for een in berichten)),
    )


def _mocht(bericht: UitgaandRij) -> bool:
    return (bericht.besluit or {}).get("besluit") == _TOEGESTAAN


def _verteld(rij: UitingRij) -> Verteld | None:
    if rij.stand != Uitingstand.BEVESTIGD:
        return None
    return Verteld(
        rij.gezegd_op, rij.gezegd_door, tuple(rij.gezegd or ()), rij.zonder_toestemming,
        rij.bladnummer,
    )  # fmt: skip
