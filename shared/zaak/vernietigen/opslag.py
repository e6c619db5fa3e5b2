"""Every query on plans, approvals and verklaringen; never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import in_beeindigde_groep
from shared.bestand.tabellen import GroepslidRij
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.partij.bladeren import vanaf
from shared.partij.fouten import NietGevonden
from shared.partij.poorten.meegaand import Meegaand
from shared.partij.zegel import klok_van
from shared.zaak.lijsten.tabellen import OpruimingRij
from shared.zaak.rechten.begrippen import Besluitstand, Verzoekstand
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij
from shared.zaak.vernietigen.begrippen import Akkoord, Planstand
from shared.zaak.vernietigen.tabellen import (
    PlanpersoonRij,
    SelectielijstakkoordRij,
    VerklaringRij,
    VernietigingsplanRij,
)

MEEST = 200
"""How many are told to the log at once."""


def lees(sessie: Session, kenmerk: str, *, wijzigt: bool = False) -> VernietigingsplanRij:
    """One plan. Raises ``NietGevonden``."""
    rij = sessie.get(VernietigingsplanRij, kenmerk, with_for_update=wijzigt or None)
    if rij is None:
        raise NietGevonden("Dit vernietigingsplan is hier niet bekend.")
    return rij


def plannen(sessie: Session, na: str | None, hoogstens: int) -> Sequence[VernietigingsplanRij]:
    """The plans, the newest first."""
    vraag = select(VernietigingsplanRij).limit(hoogstens)
    return sessie.scalars(vanaf(vraag, VernietigingsplanRij.id, na, nieuwste=True)).all()


def in_stand(sessie: Session, stand: Planstand) -> Sequence[VernietigingsplanRij]:
    """Every plan that is this far, the oldest first."""
    vraag = select(VernietigingsplanRij).where(VernietigingsplanRij.stand == stand)
    return sessie.scalars(vraag.order_by(VernietigingsplanRij.id)).all()


def met_groepen(sessie: Session) -> Sequence[VernietigingsplanRij]:
    """Every plan that touches a group under way, or did, the oldest first."""
    vraag = select(VernietigingsplanRij).where(VernietigingsplanRij.groepen.is_not(None))
    return sessie.scalars(vraag.order_by(VernietigingsplanRij.id)).all()


def personen_van(sessie: Session, kenmerk: str) -> list[str]:
    """Who is in a plan and not destroyed yet."""
    vraag = select(PlanpersoonRij.persoon_id).where(PlanpersoonRij.plan_id == kenmerk)
    return list(sessie.scalars(vraag.order_by(PlanpersoonRij.persoon_id)))


def aantal_personen(sessie: Session, kenmerk: str) -> int:
    """How many of a plan are not destroyed yet."""
    vraag = select(func.count()).where(PlanpersoonRij.plan_id == kenmerk)
    return sessie.scalar(vraag) or 0


def lopende_groepen(sessie: Session, personen: Iterable[str]) -> list[str]:
    """The groups under way that any of these is in."""
    lid = GroepslidRij
    vraag = select(lid.groep).where(
        lid.persoon_id.in_(list(personen)),
        lid.beeindigd_op.is_(None),
        ~in_beeindigde_groep(lid.groep),
    )
    return sorted(set(sessie.scalars(vraag)))


def vergeet_personen(sessie: Session, kenmerk: str) -> None:
    """Who was in a plan, away; the persons themselves stay."""
    sessie.execute(delete(PlanpersoonRij).where(PlanpersoonRij.plan_id == kenmerk))


def _neem_weg(sessie: Session, personen: Collection[str]) -> None:
    """Who is destroyed, however, is in no plan any more."""
    tabel = PlanpersoonRij
    geraakt = set(sessie.scalars(select(tabel.plan_id).where(tabel.persoon_id.in_(personen))))
    sessie.execute(delete(tabel).where(tabel.persoon_id.in_(personen)))
    if geraakt:
        sluit_lege(sessie, VernietigingsplanRij.id.in_(geraakt))


def sluit_lege(sessie: Session, *voorwaarde: ColumnElement[bool]) -> None:
    """Plans that wait and have nobody left are over: nobody decides on them any more."""
    plan = VernietigingsplanRij
    iemand = select(PlanpersoonRij.plan_id).where(PlanpersoonRij.plan_id == plan.id)
    sessie.execute(
        update(plan)
        .where(plan.stand == Planstand.VOORGESTELD, ~iemand.exists(), *voorwaarde)
        .values(stand=Planstand.INGETROKKEN, groepen=None, beoordeeld_op=klok_van(sessie)())
        .execution_options(synchronize_session=False)
    )


IN_PLANNEN = Meegaand((PlanpersoonRij,), _neem_weg)


def wordt_al_vernietigd(sessie: Session, personen: Iterable[str]) -> bool:
    """Whether somebody is in a plan that was confirmed and is not done."""
    vraag = (
        select(PlanpersoonRij.persoon_id)
        .join(VernietigingsplanRij, VernietigingsplanRij.id == PlanpersoonRij.plan_id)
        .where(
            PlanpersoonRij.persoon_id.in_(list(personen)),
            VernietigingsplanRij.stand == Planstand.BEVESTIGD,
        )
    )
    return sessie.scalars(vraag.limit(1)).first() is not None


def akkoorden(sessie: Session) -> dict[str, Akkoord]:
    """Every approval, by category."""
    return {
        rij.categorie: Akkoord(
            rij.categorie, rij.selectielijst, rij.nummer, rij.archivaris, rij.akkoord_op,
            rij.geldig_tot,
        )
        for rij in sessie.scalars(select(SelectielijstakkoordRij))
    }  # fmt: skip


def verklaring(sessie: Session, kenmerk: str) -> VerklaringRij:
    """One verklaring. Raises ``NietGevonden``."""
    rij = sessie.get(VerklaringRij, kenmerk)
    if rij is None:
        raise NietGevonden("Deze verklaring is hier niet bekend.")
    return rij


def verklaringen(
    sessie: Session, groep: str | None, taak: Taakgrens, na: str | None, hoogstens: int
) -> Sequence[VerklaringRij]:
    """The verklaringen of this task and those of no group, the newest first."""
    vraag = select(VerklaringRij).where(
        or_(VerklaringRij.groep.is_(None), taak.rijen(VerklaringRij.groep))
    )
    if groep is not None:
        vraag = vraag.where(VerklaringRij.groep == groep)
    vraag = vanaf(vraag.limit(hoogstens), VerklaringRij.id, na, nieuwste=True)
    return sessie.scalars(vraag).all()


def niet_gemeld(sessie: Session) -> Sequence[VerklaringRij]:
    """Verklaringen that are not in the log yet, the oldest first."""
    vraag = select(VerklaringRij).where(VerklaringRij.bladnummer.is_(None))
    return sessie.scalars(vraag.order_by(VerklaringRij.id).limit(MEEST)).all()


def onverklaard(sessie: Session) -> Sequence[OpruimingRij]:
    """Destructions that were done and of which no verklaring was made."""
    vraag = (
        select(OpruimingRij)
        .outerjoin(VerklaringRij, VerklaringRij.bron == OpruimingRij.id)
        .where(OpruimingRij.gedaan_op.is_not(None), VerklaringRij.id.is_(None))
        .order_by(OpruimingRij.id)
        .limit(MEEST)
    )
    return sessie.scalars(vraag).all()


def met_toewijzing(
    sessie: Session, partij: str, personen: Iterable[str], rechten: Collection[str], toewijzing: str
) -> frozenset[str]:
    """Of whom this party granted one of these requests as a whole."""
    rij, deel = RechtenverzoekRij, RechtendeelRij
    vraag = (
        select(rij.persoon_id)
        .join(deel, deel.verzoek == rij.id)
        .where(
            rij.persoon_id.in_(sorted(personen)),
            rij.recht.in_(sorted(rechten)),
            deel.partij == partij,
            deel.besluitstand == Besluitstand.VAST,
            deel.uitkomst == toewijzing,
        )
    )
    return frozenset(een for een in sessie.scalars(vraag) if een is not None)


def open_rechten(sessie: Session, personen: Iterable[str], behalve: Collection[str]) -> list[str]:
    """What these asked of their own data, but for these rights, that is not dealt with."""
    rij = RechtenverzoekRij
    vraag = select(rij.recht).where(
        rij.persoon_id.in_(sorted(personen)),
        rij.stand == Verzoekstand.OPEN,
        rij.recht.not_in(sorted(behalve)),
    )
    return sorted(set(sessie.scalars(vraag)))
