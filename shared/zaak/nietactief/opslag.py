"""Every query on looks back and on what is kept; never a commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import afgeschermd, in_beeindigde_groep
from shared.bestand.ontvangen.gegevens import IN_HET_BESTAND
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import CorrectieRij, GroepslidRij, PersoonRij
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.convenant.bestand.nietactief import Aanleiding
from shared.opslag.basis import Basis
from shared.partij.fouten import NietGevonden
from shared.partij.poorten.meegaand import Meegaand
from shared.partij.poorten.taak import Kolom
from shared.zaak.nietactief.tabellen import TerugblikpersoonRij, TerugblikRij, ToetsRij


@dataclass(frozen=True)
class Afgeschermden(Taakgrens):
    """Within a task only who is shielded, for the one search that looks there."""

    @classmethod
    def van(cls, taak: Taakgrens) -> Self:
        """The shielded ones of this task."""
        return cls(taak.groepen)

    def personen(self, persoon_id: Kolom) -> ColumnElement[bool]:
        """The condition on a person's id."""
        return and_(afgeschermd(persoon_id), self.ook_afgeschermd(persoon_id))


def lees(sessie: Session, kenmerk: str, *, vergrendel: bool = False) -> TerugblikRij:
    """One look back. Raises ``NietGevonden``."""
    rij = sessie.get(TerugblikRij, kenmerk, with_for_update=vergrendel or None)
    if rij is None:
        raise NietGevonden("Deze terugblik is hier niet bekend.")
    return rij


def lijst(sessie: Session, *, na: str | None, limiet: int) -> Sequence[TerugblikRij]:
    """The register, in order; it names nobody."""
    vraag = select(TerugblikRij).order_by(TerugblikRij.id).limit(limiet)
    if na is not None:
        vraag = vraag.where(TerugblikRij.id > na)
    return sessie.scalars(vraag).all()


def personen(sessie: Session, terugblik: str, taak: Taakgrens) -> Sequence[TerugblikpersoonRij]:
    """Who was found, as far as they are still here and within the task of who reads: that is not
    always who looked."""
    rij = TerugblikpersoonRij
    vraag = select(rij).where(rij.terugblik == terugblik, taak.ook_afgeschermd(rij.persoon_id))
    return sessie.scalars(vraag.order_by(rij.persoon_id)).all()


def open_terugblikken(sessie: Session, vandaag: date) -> Sequence[TerugblikRij]:
    """Those in which somebody still has something to test."""
    vraag = select(TerugblikRij).where(
        TerugblikRij.getoetst < TerugblikRij.gevonden, TerugblikRij.open_tot >= vandaag
    )
    return sessie.scalars(vraag.order_by(TerugblikRij.id)).all()


def oude_leden(sessie: Session, groep: str, taak: Taakgrens) -> list[str]:
    """Who is kept because of this group, within the task."""
    lid = GroepslidRij
    vraag = select(lid.persoon_id).where(
        lid.groep == groep, Afgeschermden.van(taak).personen(lid.persoon_id)
    )
    return sorted(set(sessie.scalars(vraag)))


def plaatsen(sessie: Session, persoon_id: str) -> Sequence[GroepslidRij]:
    """The places of a person in groups that ended, the last one first."""
    lid = GroepslidRij
    vraag = select(lid).where(lid.persoon_id == persoon_id, in_beeindigde_groep(lid.groep))
    return sessie.scalars(vraag.order_by(lid.id.desc())).all()


def ontvangen(
    sessie: Session, persoon_id: str, aanleiding: Aanleiding, groep: str | None
) -> Sequence[OntvangenGegevenRij]:
    """What others gave and is kept; by the reason only what it was given for, or nothing (G3)."""
    if aanleiding.alleen_eigen:
        return []
    rij = OntvangenGegevenRij
    vraag = select(rij).where(
        rij.persoon_id == persoon_id,
        rij.status.in_(IN_HET_BESTAND),
        in_beeindigde_groep(rij.groep),
    )
    if groep is not None:
        vraag = vraag.where(rij.groep == groep)
    return sessie.scalars(vraag.order_by(rij.id)).all()


def niet_behouden(sessie: Session, behoudt: Sequence[str]) -> list[str]:
    """Items of groups that ended of a kind that does not serve what is kept for (C-8.1-12)."""
    rij = OntvangenGegevenRij
    vraag = select(rij.id).where(
        in_beeindigde_groep(rij.groep), rij.gegevenssoort.not_in(list(behoudt))
    )
    return list(sessie.scalars(vraag.order_by(rij.id)))


def afgeschermde_personen(sessie: Session) -> list[str]:
    """Everybody who is kept and whom nobody sees."""
    vraag = select(PersoonRij.id).where(
        PersoonRij.sleutel_id.is_not(None), afgeschermd(PersoonRij.id)
    )
    return list(sessie.scalars(vraag.order_by(PersoonRij.id)))


def nog_weg(sessie: Session) -> Sequence[ToetsRij]:
    """What somebody found not to be correct any more and is still here."""
    vraag = select(ToetsRij).where(ToetsRij.blijft.is_(False), ToetsRij.weg_op.is_(None))
    return sessie.scalars(vraag.order_by(ToetsRij.id)).all()


def verwijder_eigen(sessie: Session, tabel: type[Basis], code: str, ids: Sequence[str]) -> None:
    """Own records with what was ever corrected in them."""
    sessie.execute(delete(tabel).where(tabel.__table__.c.id.in_(ids)))
    sessie.execute(
        delete(CorrectieRij).where(CorrectieRij.soort == code, CorrectieRij.object_id.in_(ids))
    )


def _vergeet(sessie: Session, personen: Collection[str]) -> None:
    """The register keeps that somebody was tested, and not who it was."""
    for rij in (TerugblikpersoonRij, ToetsRij):
        sessie.execute(delete(rij).where(rij.persoon_id.in_(personen)))


GETOETST = Meegaand((TerugblikpersoonRij, ToetsRij), _vergeet)
