"""Every query on stukken; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.partij.fouten import NietGevonden
from shared.verzenden.stukken.begrippen import NIET_IN_LIJST, Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus

NOOIT = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD, Verzendstatus.VERVALLEN)
"""How a message stands that never arrives."""


def lees(sessie: Session, kenmerk: str, *, vergrendel: bool = False) -> GroepsstukRij:
    """One version. Raises ``NietGevonden``."""
    rij = sessie.get(GroepsstukRij, kenmerk, with_for_update=vergrendel or None)
    if rij is None:
        raise NietGevonden("Dit stuk is hier niet.")
    return rij


def berichten(sessie: Session, stuk_id: str) -> Sequence[StukberichtRij]:
    """What every receiver of a given version got, the latest attempt at each last."""
    vraag = select(StukberichtRij).where(StukberichtRij.stuk_id == stuk_id)
    return sessie.scalars(vraag.order_by(StukberichtRij.partij, StukberichtRij.bericht_id)).all()


def berichten_van(sessie: Session, ids: Sequence[str]) -> dict[str, list[StukberichtRij]]:
    """The same for many versions at once."""
    vraag = select(StukberichtRij).where(StukberichtRij.stuk_id.in_(ids))
    gevonden: dict[str, list[StukberichtRij]] = {}
    for rij in sessie.scalars(vraag.order_by(StukberichtRij.partij, StukberichtRij.bericht_id)):
        gevonden.setdefault(rij.stuk_id, []).append(rij)
    return gevonden


@dataclass(frozen=True)
class Lopend:
    """A message that brought a stuk to this official of this party, or will."""

    bericht_id: str
    ontvanger: str
    medewerker: str | None


def lopende(sessie: Session, stuk_id: str) -> list[Lopend]:
    """What of a given version arrived or may still arrive, and was not taken back."""
    vraag = (
        select(UitgaandRij)
        .join(StukberichtRij, StukberichtRij.bericht_id == UitgaandRij.bericht_id)
        .where(
            StukberichtRij.stuk_id == stuk_id,
            StukberichtRij.intrekking.is_(None),
            UitgaandRij.status.not_in(NOOIT),
        )
        .order_by(UitgaandRij.bericht_id)
    )
    return [
        Lopend(rij.bericht_id, rij.ontvanger, rij.kop["ontvangendeMedewerker"])
        for rij in sessie.scalars(vraag)
    ]


def van_bericht(
    sessie: Session, bericht_id: str | None
) -> tuple[GroepsstukRij, StukberichtRij] | None:
    """The given version that this message brought, locked; None when it brought none."""
    rij = None if bericht_id is None else sessie.get(StukberichtRij, bericht_id)
    if rij is None:
        return None
    # In one order, so that two messages of one stuk that arrive at once do not wait for each other.
    stuk = sessie.get_one(GroepsstukRij, rij.stuk_id, with_for_update=True)
    sessie.refresh(rij)
    return stuk, rij


def keten(sessie: Session, rij: GroepsstukRij) -> Sequence[GroepsstukRij]:
    """Every version of this one, in order; nobody else adds to it in this transaction."""
    if sessie.get_bind().dialect.name == "postgresql":
        slot = f"stuk/{rij.van}/{rij.soort}/{rij.onderwerp}"
        sessie.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(slot, 0))))
    return sessie.scalars(versies(rij)).all()


def versies(rij: GroepsstukRij) -> Select[GroepsstukRij]:
    """Every version of this stuk, the first one first."""
    return (
        select(GroepsstukRij)
        .where(
            GroepsstukRij.richting == rij.richting,
            GroepsstukRij.van == rij.van,
            GroepsstukRij.soort == rij.soort,
            GroepsstukRij.onderwerp == rij.onderwerp,
        )
        .order_by(GroepsstukRij.versie, GroepsstukRij.id)
    )


def volgende_versie(sessie: Session, soort: str, onderwerp: str) -> int:
    """The number of the next version this party gives."""
    vraag = select(func.max(GroepsstukRij.versie)).where(
        GroepsstukRij.richting == Richting.UIT,
        GroepsstukRij.soort == soort,
        GroepsstukRij.onderwerp == onderwerp,
    )
    return (sessie.scalar(vraag) or 0) + 1


def zoek_herhaling(sessie: Session, medewerker: str, sleutel: str) -> GroepsstukRij | None:
    """What this official already gave under this idempotency key."""
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.medewerker == medewerker, GroepsstukRij.idempotentiesleutel == sleutel
    )
    return sessie.scalars(vraag).one_or_none()


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    waarden: Mapping[str, str | None],
    taak: Taakgrens,
    zelf: str,
) -> Select[GroepsstukRij]:
    """Versions in order of id, where each named column has its value, within a task.

    Without ``stand`` only what a list shows. About no group yet: who has the task of all groups
    sees it, and who gave it or was addressed (``zelf``).
    """
    vraag = select(GroepsstukRij).order_by(GroepsstukRij.id).limit(hoogstens)
    for kolom, waarde in waarden.items():
        if waarde is not None:
            vraag = vraag.where(getattr(GroepsstukRij, kolom) == waarde)
    if waarden.get("stand") is None:
        vraag = vraag.where(GroepsstukRij.stand.not_in(NIET_IN_LIJST))
    if na is not None:
        vraag = vraag.where(GroepsstukRij.id > na)
    return vraag.where(in_beeld(taak, zelf))


def in_beeld(taak: Taakgrens, zelf: str) -> ColumnElement[bool]:
    """The condition that this official may see the stuk: by task, or as who gave or got it."""
    eigen = and_(
        GroepsstukRij.groep.is_(None),
        or_(
            and_(GroepsstukRij.richting == Richting.UIT, GroepsstukRij.medewerker == zelf),
            GroepsstukRij.aan == zelf,
        ),
    )
    return or_(taak.rijen(GroepsstukRij.groep), eigen)


def af_te_melden(sessie: Session) -> Sequence[GroepsstukRij]:
    """Received stukken that are not kept here and whose giver was not told so yet."""
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.richting == Richting.IN,
        GroepsstukRij.stand.in_((Stukstand.AFGEWEZEN, Stukstand.VERNIETIGD)),
        GroepsstukRij.afgemeld_met.is_(None),
    )
    return sessie.scalars(vraag.order_by(GroepsstukRij.id)).all()


def gedeeld_met(sessie: Session, groep: str, partij: str) -> set[str]:
    """The pseudonyms under which this party gave the other something, or got something from it."""
    gestuurd = (
        select(UitgaandOnderdeelRij.betrokkene)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(
            UitgaandRij.groep == groep,
            UitgaandRij.ontvanger == partij,
            UitgaandRij.status.not_in(NOOIT),
        )
    )
    gekregen = (
        select(OntvangenGegevenRij.betrokkene)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(OntvangenGegevenRij.groep == groep, InkomendRij.afzender == partij)
    )
    return {*sessie.scalars(gestuurd), *sessie.scalars(gekregen)}
