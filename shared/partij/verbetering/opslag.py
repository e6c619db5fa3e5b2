"""Every query on corrections; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from shared.partij.fouten import NietGevonden
from shared.partij.ontvangen_gegevens import Gegevenstatus
from shared.partij.uitwisseling_modellen import (
    InkomendRij,
    OntvangenGegevenRij,
    UitgaandOnderdeelRij,
    UitgaandRij,
    Verzendstatus,
)
from shared.partij.verbetering.begrippen import AANVULLING, NIETS_MEER, Kant, Stand
from shared.partij.verbetering.tabellen import (
    VerbeteringBerichtRij,
    VerbeteringOntvangerRij,
    VerbeteringRij,
)

_MEEGEDEELD = ("verstrekking", AANVULLING)


@dataclass(frozen=True)
class Eigen:
    """An own record: which person and kind, and which one where a person has more of a kind.

    Without ``gegeven_id`` it is everything of that kind: a person has it once.
    """

    persoon_id: str
    gegevenssoort: str
    gegeven_id: str | None


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
    groepen: frozenset[str] | None,
) -> Select[VerbeteringRij]:
    """Corrections in order of start, where each named column has its value, within a task.

    ``lopend``: not judged yet, or not everybody confirmed having heard the outcome.
    """
    vraag = select(VerbeteringRij).order_by(VerbeteringRij.id).limit(hoogstens)
    for kolom, waarde in waarden.items():
        if waarde is not None:
            vraag = vraag.where(getattr(VerbeteringRij, kolom) == waarde)
    if na is not None:
        vraag = vraag.where(VerbeteringRij.id > na)
    if groepen is not None:
        vraag = vraag.where(VerbeteringRij.groep.in_(groepen))
    if lopend is not None:
        loopt = or_(VerbeteringRij.stand == Stand.OPEN, _iemand_weet_het_niet())
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
                VerbeteringBerichtRij.fase == VerbeteringRij.stand,
                UitgaandRij.status == Verzendstatus.AFGELEVERD,
            ),
            is_vernietigd(),
        ),
    )
    return and_(
        VerbeteringRij.kant == Kant.BRON,
        exists().where(VerbeteringOntvangerRij.verbetering_id == VerbeteringRij.id, ~weet_het),
    )


def is_vernietigd() -> ColumnElement[bool]:
    """The receiver answered that it holds nothing of it any more."""
    return and_(
        UitgaandRij.status == Verzendstatus.GEWEIGERD,
        UitgaandRij.laatste_fout.endswith(NIETS_MEER, autoescape=True),
    )


def antwoordt_vernietigd(uitgaand: UitgaandRij) -> bool:
    """The same, of one message."""
    fout = uitgaand.laatste_fout or ""
    return uitgaand.status == Verzendstatus.GEWEIGERD and fout.endswith(NIETS_MEER)


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


def open_over_eigen(sessie: Session, eigen: Eigen) -> VerbeteringRij | None:
    """The open correction of this own record, in whichever group it was found."""
    vraag = select(VerbeteringRij).where(
        VerbeteringRij.kant == Kant.BRON,
        VerbeteringRij.stand == Stand.OPEN,
        VerbeteringRij.persoon_id == eigen.persoon_id,
        VerbeteringRij.gegevenssoort == eigen.gegevenssoort,
        or_(VerbeteringRij.gegeven_id.is_(None), VerbeteringRij.gegeven_id == eigen.gegeven_id),
    )
    return sessie.scalars(vraag).first()


def open_over_ontvangen(sessie: Session, gegeven_id: str) -> VerbeteringRij | None:
    """The open correction of this received item."""
    vraag = select(VerbeteringRij).where(
        VerbeteringRij.kant == Kant.ONTVANGER,
        VerbeteringRij.stand == Stand.OPEN,
        VerbeteringRij.gegeven_id == gegeven_id,
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


def verstuurd(
    sessie: Session, groep: str, eigen: Eigen
) -> list[tuple[UitgaandRij, UitgaandOnderdeelRij]]:
    """Every time this own record was given in the group: who got it, with which message.

    What is still under way counts: it may arrive. What was refused or given up did not.
    """
    vraag = (
        select(UitgaandRij, UitgaandOnderdeelRij)
        .join(UitgaandOnderdeelRij, UitgaandOnderdeelRij.bericht_id == UitgaandRij.bericht_id)
        .where(
            UitgaandRij.groep == groep,
            UitgaandRij.soort.in_(_MEEGEDEELD),
            UitgaandRij.status.not_in((Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)),
            UitgaandOnderdeelRij.persoon_id == eigen.persoon_id,
            UitgaandOnderdeelRij.gegevenssoort == eigen.gegevenssoort,
        )
        .order_by(UitgaandRij.bericht_id, UitgaandOnderdeelRij.volgnummer)
    )
    if eigen.gegeven_id is not None:
        vraag = vraag.where(UitgaandOnderdeelRij.gegeven_id == eigen.gegeven_id)
    return [(bericht, deel) for bericht, deel in sessie.execute(vraag)]


def huidig(sessie: Session, bericht_id: str, volgnummer: int) -> OntvangenGegevenRij | None:
    """The received item of this place, or what replaced it; ``None`` once it is gone."""
    vraag = select(OntvangenGegevenRij).where(
        OntvangenGegevenRij.bericht_id == bericht_id, OntvangenGegevenRij.volgnummer == volgnummer
    )
    rij = sessie.scalars(vraag).first()
    while rij is not None and rij.vervangen_door is not None:
        rij = sessie.get(OntvangenGegevenRij, rij.vervangen_door)
    return None if rij is None or rij.status == Gegevenstatus.INGETROKKEN else rij


def van_bron(
    sessie: Session, groep: str, bron: str, persoon_id: str, soort: str
) -> Sequence[OntvangenGegevenRij]:
    """What is in use here of this kind about this person from this source."""
    vraag = select(OntvangenGegevenRij).where(
        OntvangenGegevenRij.groep == groep,
        OntvangenGegevenRij.bron == bron,
        OntvangenGegevenRij.persoon_id == persoon_id,
        OntvangenGegevenRij.gegevenssoort == soort,
        OntvangenGegevenRij.status == Gegevenstatus.ACTIEF,
    )
    return sessie.scalars(vraag).all()


def verwijder(sessie: Session, personen: Collection[str], groep: str | None = None) -> int:
    """Takes away the corrections about these persons, of one group or of all; how many."""
    vraag = select(VerbeteringRij.id).where(VerbeteringRij.persoon_id.in_(personen))
    if groep is not None:
        vraag = vraag.where(VerbeteringRij.groep == groep)
    return _verwijder(sessie, sessie.scalars(vraag).all())


def verwijder_bij_gegevens(sessie: Session, gegevens: Collection[str]) -> int:
    """Takes away the corrections of received items that are destroyed."""
    vraag = select(VerbeteringRij.id).where(
        VerbeteringRij.kant == Kant.ONTVANGER, VerbeteringRij.gegeven_id.in_(gegevens)
    )
    return _verwijder(sessie, sessie.scalars(vraag).all())


def bij_bericht(sessie: Session, bericht_id: str) -> bool:
    """Whether a correction here keeps what this received message said."""
    vraag = select(VerbeteringRij.id).where(
        or_(VerbeteringRij.melding_bericht == bericht_id, VerbeteringRij.besluit_met == bericht_id)
    )
    return sessie.scalars(vraag).first() is not None


def _verwijder(sessie: Session, ids: Sequence[str]) -> int:
    """With what was written along in the messages that said it: those may hold no item."""
    kolommen = select(VerbeteringRij.melding_bericht, VerbeteringRij.besluit_met)
    rijen = sessie.execute(kolommen.where(VerbeteringRij.id.in_(ids)))
    berichten = {bericht for rij in rijen for bericht in rij if bericht is not None}
    sessie.execute(
        update(InkomendRij)
        .where(InkomendRij.bericht_id.in_(berichten))
        .values(geheim=None, sleutels=[])
        .execution_options(synchronize_session=False)
    )
    for tabel in (VerbeteringBerichtRij, VerbeteringOntvangerRij):
        sessie.execute(delete(tabel).where(tabel.verbetering_id.in_(ids)))
    sessie.execute(delete(VerbeteringRij).where(VerbeteringRij.id.in_(ids)))
    return len(ids)
