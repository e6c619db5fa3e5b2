"""Rows of what is said in one go. Works on the session it is given; no commit, no network."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import Kop
from shared.partij.fouten import Conflict
from shared.verzenden.tabellen import (
    Fase,
    UitgaandOnderdeelRij,
    UitgaandRij,
    UitingRij,
    Uitingstand,
    Verzendstatus,
)

_TERUG = aliased(UitgaandRij)
KIJK_NA = timedelta(minutes=5)
"""How often is asked whether a meeting in which something may be said still goes on."""


def leg_vast(sessie: Session, kop: Kop, nu: datetime) -> None:
    """Remembers the uiting of a message that is promised.

    Raises ``Conflict`` when it is about other words, or when it is told of already.
    """
    if kop.uiting is None:
        return
    rij = sessie.get(UitingRij, kop.uiting) or _nieuw(sessie, kop, nu)
    eigen = (rij.groep, rij.kanaal, rij.overleg)
    if eigen != (kop.groep, kop.kanaal, kop.overleg):
        raise Conflict("Deze uiting gaat over een andere groep, of gaat langs een andere weg.")
    if rij.stand not in (Uitingstand.OPEN, Uitingstand.NIET_TOEGESTAAN):
        raise Conflict("Van deze uiting is al verteld of zij is gedaan; begin een nieuwe.")


def _nieuw(sessie: Session, kop: Kop, nu: datetime) -> UitingRij:
    rij = UitingRij(
        id=kop.uiting,
        groep=kop.groep,
        kanaal=kop.kanaal,
        overleg=kop.overleg,
        medewerker=kop.medewerker,
        gemaakt_op=nu,
        stand=Uitingstand.OPEN,
        pogingen=0,
        volgende_poging=None if kop.overleg is None else nu + KIJK_NA,
    )
    try:
        with sessie.begin_nested():
            sessie.add(rij)
    except IntegrityError:
        # Another message of the same words was promised at this very moment.
        return sessie.get_one(UitingRij, kop.uiting)
    return rij


def berichten_van(sessie: Session, uiting: str) -> Sequence[UitgaandRij]:
    """The messages of an uiting, in the order in which they were promised."""
    vraag = select(UitgaandRij).where(UitgaandRij.uiting == uiting)
    return sessie.scalars(vraag.order_by(UitgaandRij.bericht_id)).all()


def te_bevestigen(sessie: Session, nu: datetime, hoogstens: int) -> list[str]:
    """Uitingen the gateway has to be told of, longest waiting first."""
    vraag = (
        select(UitingRij.id)
        .where(UitingRij.stand == Uitingstand.TE_BEVESTIGEN, UitingRij.volgende_poging <= nu)
        .order_by(UitingRij.volgende_poging)
        .limit(hoogstens)
    )
    return list(sessie.scalars(vraag))


def na_te_kijken(sessie: Session, nu: datetime, hoogstens: int) -> dict[str, list[str]]:
    """Per meeting the uitingen nobody told of yet, when it is time to ask whether it goes on."""
    vraag = (
        select(UitingRij.overleg, UitingRij.id)
        .where(
            UitingRij.stand == Uitingstand.OPEN,
            UitingRij.volgende_poging <= nu,
            UitingRij.overleg.is_not(None),
        )
        .order_by(UitingRij.volgende_poging)
        .limit(hoogstens)
    )
    gevonden: dict[str, list[str]] = {}
    for overleg, uiting in sessie.execute(vraag):
        gevonden.setdefault(str(overleg), []).append(uiting)
    return gevonden


def nagekeken(sessie: Session, uitingen: Collection[str], nu: datetime, *, afgelast: bool) -> None:
    """Of a meeting that is off nothing is said; of another it is asked again, all that day."""
    vraag = select(UitingRij).where(UitingRij.id.in_(uitingen)).with_for_update()
    for rij in sessie.scalars(vraag):
        if rij.stand != Uitingstand.OPEN:
            continue
        if afgelast:
            rij.stand, rij.volgende_poging = Uitingstand.NIET_GEZEGD, None
        else:
            vandaag = datum_nl(rij.gemaakt_op) == datum_nl(nu)
            rij.volgende_poging = nu + KIJK_NA if vandaag else None


def zoek(*, na: str | None, hoogstens: int, waarden: Mapping[str, str | None]) -> Select[UitingRij]:
    """Uitingen in order of id, where each named column has its value."""
    vraag = select(UitingRij).order_by(UitingRij.id).limit(hoogstens)
    for kolom, waarde in waarden.items():
        if waarde is not None:
            vraag = vraag.where(getattr(UitingRij, kolom) == waarde)
    return vraag if na is None else vraag.where(UitingRij.id > na)


def ligt_er_werk(sessie: Session, nu: datetime, soort: str) -> bool:
    """Whether a round has anything to do: to tell, to close, to take back, or to destroy."""
    geweigerd = select(UitingRij.id).where(UitingRij.stand == Uitingstand.OPEN, _geweigerd())
    return bool(
        te_bevestigen(sessie, nu, 1)
        or na_te_kijken(sessie, nu, 1)
        or sessie.scalar(geweigerd.limit(1)) is not None
        or terug_te_nemen(sessie, soort, 1)
        or te_vernietigen(sessie, nu, 1)
    )


def _geweigerd() -> ColumnElement[bool]:
    return (
        select(UitgaandRij.bericht_id)
        .where(
            UitgaandRij.uiting == UitingRij.id,
            UitgaandRij.status == Verzendstatus.GEWEIGERD,
            UitgaandRij.fase == Fase.BERICHT,
        )
        .exists()
    )


def sluit_geweigerde(sessie: Session) -> None:
    """What somebody at the table may not hear may not be said to anybody."""
    sessie.execute(
        update(UitingRij)
        .where(UitingRij.stand == Uitingstand.OPEN, _geweigerd())
        .values(stand=Uitingstand.NIET_TOEGESTAAN)
        .execution_options(synchronize_session=False)
    )


def terug_te_nemen(sessie: Session, soort: str, hoogstens: int) -> list[dict[str, Any]]:
    """The koppen of what was announced and is not said, and of which nobody was told so yet.

    ``soort``: the kind of message that takes back.
    """
    vraag = (
        select(UitgaandRij.kop)
        .join(UitingRij, UitingRij.id == UitgaandRij.uiting)
        .where(
            UitingRij.stand.in_((Uitingstand.NIET_GEZEGD, Uitingstand.NIET_TOEGESTAAN)),
            UitgaandRij.fase == Fase.BERICHT,
            UitgaandRij.status.in_((Verzendstatus.AANGEKONDIGD, Verzendstatus.VERVALLEN)),
            ~_intrekkingen(soort).where(_TERUG.in_reactie_op == UitgaandRij.bericht_id).exists(),
        )
        .limit(hoogstens)
    )
    return list(sessie.scalars(vraag))


def is_teruggenomen(sessie: Session, bericht_id: str, soort: str) -> bool:
    """Whether a withdrawal of this message was promised."""
    vraag = _intrekkingen(soort).where(_TERUG.in_reactie_op == bericht_id)
    return sessie.scalars(vraag).first() is not None


def _intrekkingen(soort: str) -> Select[str]:
    return select(_TERUG.bericht_id).where(_TERUG.soort == soort)


def maak_te_leveren(sessie: Session, uiting: str, berichten: Collection[str], nu: datetime) -> None:
    """What was said with permission is due for delivery, with its attempts counted anew."""
    for rij in berichten_van(sessie, uiting):
        if rij.bericht_id in berichten and rij.status == Verzendstatus.AANGEKONDIGD:
            rij.status, rij.fase = Verzendstatus.WACHTEND, Fase.INHOUD
            rij.pogingen, rij.volgende_poging = 0, nu
            rij.vervalt_op, rij.bijgewerkt_op = None, nu


def te_vernietigen(sessie: Session, nu: datetime, hoogstens: int) -> list[str]:
    """Messages that were not said and whose content still stands here.

    Either nobody told in time that they were said, or it was told that other words were, or none,
    or they may not be.
    """
    verteld = UitingRij.stand.in_(
        (Uitingstand.BEVESTIGD, Uitingstand.NIET_GEZEGD, Uitingstand.NIET_TOEGESTAAN)
    )
    aangekondigd = UitgaandRij.status == Verzendstatus.AANGEKONDIGD
    mislukt = UitgaandRij.status.in_((Verzendstatus.GEWEIGERD, Verzendstatus.DOOD))
    vraag = (
        select(UitgaandRij.bericht_id)
        .join(UitingRij, UitingRij.id == UitgaandRij.uiting)
        .where(
            UitgaandRij.geheim != b"",
            or_(
                aangekondigd & (verteld | (UitgaandRij.vervalt_op < nu)),
                mislukt & (UitgaandRij.fase == Fase.BERICHT) & verteld,
            ),
        )
        .limit(hoogstens)
    )
    return list(sessie.scalars(vraag))


def sleutels_van(sessie: Session, berichten: Collection[str]) -> list[str]:
    """The keys of these messages' own: destroying them closes their content in every copy."""
    vraag = select(UitgaandRij.eigen_sleutel).where(UitgaandRij.bericht_id.in_(berichten))
    return [sleutel for sleutel in sessie.scalars(vraag) if sleutel is not None]


def ruim(sessie: Session, berichten: Collection[str], nu: datetime) -> list[UitgaandRij]:
    """Empties what was not said, after its keys were destroyed; the rows that were announced.

    Repeatable: what is empty already is left as it is.
    """
    sessie.execute(
        delete(UitgaandOnderdeelRij).where(UitgaandOnderdeelRij.bericht_id.in_(berichten))
    )
    vraag = select(UitgaandRij).where(UitgaandRij.bericht_id.in_(berichten)).with_for_update()
    vervallen = []
    for rij in sessie.scalars(vraag):
        rij.geheim, rij.body, rij.levering = b"", None, None
        rij.bijgewerkt_op = nu
        if rij.status == Verzendstatus.AANGEKONDIGD:
            rij.status, rij.volgende_poging, rij.vervalt_op = Verzendstatus.VERVALLEN, None, None
            vervallen.append(rij)
    return vervallen
