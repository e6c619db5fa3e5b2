"""Every query on corrections; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, exists, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from shared.bestand.ontvangen.weigering import NIET_HIER, VERNIETIGD
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.convenant.berichtsoorten import geeft_gegevens
from shared.convenant.regels.laden import Convenantregels
from shared.partij.bladeren import vanaf
from shared.partij.fouten import NietGevonden
from shared.partij.poorten.meegaand import Aanpakdeel, Meegaand
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.zaak.verbetering.begrippen import Kant, Verbeterstand
from shared.zaak.verbetering.tabellen import (
    VerbeteringBerichtRij,
    VerbeteringOntvangerRij,
    VerbeteringRij,
    VerbetermeldingRij,
)

_NIET_GEGEVEN = (
    Verzendstatus.GEWEIGERD,
    Verzendstatus.DOOD,
    Verzendstatus.AANGEKONDIGD,
    Verzendstatus.VERVALLEN,
)
_DAAR_WEG = (NIET_HIER, VERNIETIGD)
"""Codes of a receipt that says so."""


@dataclass(frozen=True)
class Eigenplek:
    """An own record: which person and kind, and which one where a person has more of a kind.

    Without ``gegeven_id`` it is everything of that kind: a person has it once.
    """

    persoon_id: str
    gegevenssoort: str
    gegeven_id: str | None


@dataclass(frozen=True)
class Houder:
    """A party that was given an own record, at this place of the message ``origineel``."""

    partij: str
    origineel: str
    volgnummer: int


def eigen_van(rij: VerbeteringRij) -> Eigenplek:
    """The own record a correction is about."""
    return Eigenplek(rij.persoon_id, rij.gegevenssoort, rij.gegeven_id)


def eigen_van_deel(regels: Convenantregels, deel: UitgaandOnderdeelRij) -> Eigenplek:
    """The own record behind what was sent. A place on a list is no record of its own."""
    op_lijst = deel.gegevenssoort == regels.namenlijsten.gegevenssoort
    return Eigenplek(deel.persoon_id, deel.gegevenssoort, None if op_lijst else deel.gegeven_id)


def lees(sessie: Session, verbetering_id: str, *, vergrendel: bool = False) -> VerbeteringRij:
    """One correction. Raises ``NietGevonden``."""
    rij = sessie.get(VerbeteringRij, verbetering_id, with_for_update=vergrendel or None)
    if rij is None:
        raise NietGevonden("Deze verbetering is er niet, of de persoon is hier verwijderd.")
    return rij


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    waarden: Mapping[str, str | None],
    lopend: bool | None,
    taak: Taakgrens,
    nieuwste: bool = False,
) -> Select[VerbeteringRij]:
    """Corrections in order of start, where each named column has its value, within a task.

    ``lopend``: not judged yet, or not everybody confirmed having heard the outcome.
    """
    vraag = select(VerbeteringRij).limit(hoogstens)
    vraag = vanaf(vraag, VerbeteringRij.id, na, nieuwste=nieuwste)
    for kolom, waarde in waarden.items():
        if waarde is not None:
            vraag = vraag.where(getattr(VerbeteringRij, kolom) == waarde)
    vraag = vraag.where(taak.rijen(VerbeteringRij.groep))
    if lopend is not None:
        loopt = or_(VerbeteringRij.stand == Verbeterstand.OPEN, _iemand_weet_het_niet())
        vraag = vraag.where(loopt if lopend else ~loopt)
    return vraag


def _iemand_weet_het_niet() -> ColumnElement[bool]:
    """A receiver of an own record that did not confirm the outcome, nor destroyed the item."""
    weet_het = exists().where(
        VerbeteringBerichtRij.verbetering_id == VerbeteringOntvangerRij.verbetering_id,
        VerbeteringBerichtRij.partij == VerbeteringOntvangerRij.partij,
        VerbeteringBerichtRij.origineel == VerbeteringOntvangerRij.origineel,
        VerbeteringBerichtRij.volgnummer == VerbeteringOntvangerRij.volgnummer,
        UitgaandRij.bericht_id == VerbeteringBerichtRij.bericht_id,
        or_(
            and_(
                or_(
                    VerbeteringBerichtRij.fase == VerbeteringRij.stand,
                    VerbeteringBerichtRij.fase == Verbeterstand.INGETROKKEN,
                ),
                UitgaandRij.status == Verzendstatus.AFGELEVERD,
            ),
            is_daar_weg(),
        ),
    )
    return and_(
        VerbeteringRij.kant == Kant.BRON,
        exists().where(
            VerbeteringOntvangerRij.verbetering_id == VerbeteringRij.id,
            VerbeteringOntvangerRij.vernietigd_met.is_(None),
            ~weet_het,
        ),
    )


def is_daar_weg() -> ColumnElement[bool]:
    """The receiver answered that it does not hold the item (any more)."""
    return and_(
        UitgaandRij.status == Verzendstatus.GEWEIGERD,
        UitgaandRij.ontvangstreden.in_(_DAAR_WEG),
    )


def antwoordt_weg(uitgaand: UitgaandRij) -> bool:
    """The same, of one message."""
    geweigerd = uitgaand.status == Verzendstatus.GEWEIGERD
    return geweigerd and uitgaand.ontvangstreden in _DAAR_WEG


def ontvangers_van(sessie: Session, ids: Collection[str]) -> Sequence[VerbeteringOntvangerRij]:
    """Who has to be told, of these corrections."""
    vraag = (
        select(VerbeteringOntvangerRij)
        .where(VerbeteringOntvangerRij.verbetering_id.in_(ids))
        .order_by(VerbeteringOntvangerRij.partij, VerbeteringOntvangerRij.origineel)
    )
    return sessie.scalars(vraag).all()


def berichten_van(
    sessie: Session, ids: Collection[str]
) -> list[tuple[VerbeteringBerichtRij, UitgaandRij]]:
    """The messages of these corrections with where each stands, oldest first."""
    vraag = (
        select(VerbeteringBerichtRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == VerbeteringBerichtRij.bericht_id)
        .where(VerbeteringBerichtRij.verbetering_id.in_(ids))
        .order_by(VerbeteringBerichtRij.bericht_id)
    )
    return [(bericht, uitgaand) for bericht, uitgaand in sessie.execute(vraag)]


def meldingen_van(sessie: Session, verbetering_id: str) -> Sequence[VerbetermeldingRij]:
    """What receivers reported about it, in order of receipt."""
    vraag = (
        select(VerbetermeldingRij)
        .where(VerbetermeldingRij.verbetering_id == verbetering_id)
        .order_by(VerbetermeldingRij.ontvangen_op, VerbetermeldingRij.bericht_id)
    )
    return sessie.scalars(vraag).all()


def open_over_eigen(sessie: Session, eigen: Eigenplek) -> VerbeteringRij | None:
    """The open correction of this own record, in whichever group it was found."""
    vraag = select(VerbeteringRij).where(
        VerbeteringRij.kant == Kant.BRON,
        VerbeteringRij.stand == Verbeterstand.OPEN,
        VerbeteringRij.persoon_id == eigen.persoon_id,
        VerbeteringRij.gegevenssoort == eigen.gegevenssoort,
        or_(VerbeteringRij.gegeven_id.is_(None), VerbeteringRij.gegeven_id == eigen.gegeven_id),
    )
    return sessie.scalars(vraag).first()


def open_over_personen(sessie: Session, personen: Collection[str]) -> Sequence[VerbeteringRij]:
    """The open corrections of own records about these people, the first one first."""
    vraag = select(VerbeteringRij).where(
        VerbeteringRij.kant == Kant.BRON,
        VerbeteringRij.stand == Verbeterstand.OPEN,
        VerbeteringRij.persoon_id.in_(personen),
    )
    return sessie.scalars(vraag.order_by(VerbeteringRij.id)).all()


def open_over_ontvangen(sessie: Session, gegevens: Collection[str]) -> VerbeteringRij | None:
    """The open correction of this received item, by any of its versions."""
    vraag = select(VerbeteringRij).where(
        VerbeteringRij.kant == Kant.ONTVANGER,
        VerbeteringRij.stand == Verbeterstand.OPEN,
        or_(VerbeteringRij.gegeven_id.in_(gegevens), VerbeteringRij.nieuw_gegeven.in_(gegevens)),
    )
    return sessie.scalars(vraag).first()


def bij_ontvangen(sessie: Session, ids: Iterable[str]) -> dict[str, VerbeteringRij]:
    """The newest correction of each of these received items: of itself, or that brought it."""
    gezocht = list(ids)
    vraag = (
        select(VerbeteringRij)
        .where(
            VerbeteringRij.kant == Kant.ONTVANGER,
            or_(VerbeteringRij.gegeven_id.in_(gezocht), VerbeteringRij.nieuw_gegeven.in_(gezocht)),
        )
        .order_by(VerbeteringRij.id)
    )
    gevonden: dict[str, VerbeteringRij] = {}
    for rij in sessie.scalars(vraag):
        for kenmerk in (rij.gegeven_id, rij.nieuw_gegeven):
            if kenmerk is not None:
                gevonden[kenmerk] = rij
    return gevonden


def houders(sessie: Session, regels: Convenantregels, groep: str, eigen: Eigenplek) -> list[Houder]:
    """Everybody who was given this own record in the group, each time it was given.

    What is still under way counts: it may arrive. What was refused, given up or never said did not.
    """
    vraag = (
        select(UitgaandRij.ontvanger, UitgaandRij.bericht_id, UitgaandOnderdeelRij.volgnummer)
        .join(UitgaandOnderdeelRij, UitgaandOnderdeelRij.bericht_id == UitgaandRij.bericht_id)
        .where(
            UitgaandRij.groep == groep,
            UitgaandRij.soort.in_([s for s in regels.soorten if geeft_gegevens(regels, s)]),
            UitgaandRij.status.not_in(_NIET_GEGEVEN),
            UitgaandOnderdeelRij.persoon_id == eigen.persoon_id,
            UitgaandOnderdeelRij.gegevenssoort == eigen.gegevenssoort,
        )
        .order_by(UitgaandRij.bericht_id, UitgaandOnderdeelRij.volgnummer)
    )
    if eigen.gegeven_id is not None:
        vraag = vraag.where(UitgaandOnderdeelRij.gegeven_id == eigen.gegeven_id)
    return [Houder(*rij) for rij in sessie.execute(vraag)]


def houder_vernietigde(sessie: Session, kop: Mapping[str, Any]) -> None:
    """A holder said what he destroyed (``kop.vernietigd``): of that he is told no more."""
    weg = kop["vernietigd"]
    vraag = (
        select(VerbeteringOntvangerRij, UitgaandOnderdeelRij.betrokkene)
        .join(VerbeteringRij, VerbeteringRij.id == VerbeteringOntvangerRij.verbetering_id)
        .outerjoin(
            UitgaandOnderdeelRij,
            and_(
                UitgaandOnderdeelRij.bericht_id == VerbeteringOntvangerRij.origineel,
                UitgaandOnderdeelRij.volgnummer == VerbeteringOntvangerRij.volgnummer,
            ),
        )
        .where(
            VerbeteringRij.kant == Kant.BRON,
            VerbeteringRij.groep == kop["groep"],
            VerbeteringOntvangerRij.partij == kop["afzender"],
            VerbeteringOntvangerRij.vernietigd_met.is_(None),
        )
    )
    for rij, betrokkene in sessie.execute(vraag):
        genoemd = rij.origineel in weg["berichten"] or betrokkene in weg["betrokkenen"]
        if weg["heleGroep"] or genoemd:
            rij.vernietigd_met = kop["id"]


def verwijder(sessie: Session, personen: Collection[str], groep: str | None = None) -> int:
    """Takes away the corrections about these persons, of one group or of all; how many."""
    vraag = select(VerbeteringRij.id).where(VerbeteringRij.persoon_id.in_(personen))
    if groep is not None:
        vraag = vraag.where(VerbeteringRij.groep == groep)
    return _verwijder(sessie, sessie.scalars(vraag).all())


def verwijder_bij_gegevens(sessie: Session, gegevens: Collection[str]) -> int:
    """Takes away the corrections of received items that are destroyed."""
    vraag = select(VerbeteringRij.id).where(
        VerbeteringRij.kant == Kant.ONTVANGER,
        or_(VerbeteringRij.gegeven_id.in_(gegevens), VerbeteringRij.nieuw_gegeven.in_(gegevens)),
    )
    return _verwijder(sessie, sessie.scalars(vraag).all())


def _verwijder(sessie: Session, ids: Sequence[str]) -> int:
    """With what was written along in the messages that said it: those may hold no item."""
    kolommen = select(VerbeteringRij.melding_bericht, VerbeteringRij.besluit_met)
    rijen = sessie.execute(kolommen.where(VerbeteringRij.id.in_(ids)))
    berichten = {bericht for rij in rijen for bericht in rij if bericht is not None}
    gemeld = select(VerbetermeldingRij.bericht_id)
    berichten |= set(sessie.scalars(gemeld.where(VerbetermeldingRij.verbetering_id.in_(ids))))
    sluit_geheim(sessie, berichten)
    for tabel in (VerbeteringBerichtRij, VerbeteringOntvangerRij, VerbetermeldingRij):
        sessie.execute(delete(tabel).where(tabel.verbetering_id.in_(ids)))
    sessie.execute(delete(VerbeteringRij).where(VerbeteringRij.id.in_(ids)))
    return len(ids)


def in_verbetering(sessie: Session, personen: Collection[str]) -> list[tuple[str, datetime | None]]:
    """About whom of these something was contested; of what is not judged yet ``None``."""
    rij = VerbeteringRij
    vraag = select(rij.persoon_id, rij.stand, rij.besloten_op, rij.gestart_op).where(
        rij.persoon_id.in_(personen)
    )
    return [
        (wie, None if stand == Verbeterstand.OPEN else besloten or gestart)
        for wie, stand, besloten, gestart in sessie.execute(vraag)
    ]


_RIJEN = (VerbeteringRij, VerbetermeldingRij, VerbeteringBerichtRij, VerbeteringOntvangerRij)
AANPAKVERBETERINGEN = Aanpakdeel(
    "verbeteringen", _RIJEN, lambda sessie, einde: verwijder(sessie, einde.personen, einde.groep)
)
VERBETERINGEN = Meegaand(_RIJEN, verwijder)
