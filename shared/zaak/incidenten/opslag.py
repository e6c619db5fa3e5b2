"""Every query on the register of incidents; never a commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, literal, select, tuple_
from sqlalchemy.orm import Session

from shared.partij.bladeren import vanaf
from shared.partij.fouten import NietGevonden
from shared.partij.poorten.taak import Taak
from shared.verzenden.tabellen import UitgaandRij, UitingRij, Verzendstatus
from shared.zaak.incidenten.begrippen import Beschrijving, Incidentgebeurtenis, Versiestand
from shared.zaak.incidenten.tabellen import (
    IncidentaanleidingRij,
    IncidentberichtRij,
    IncidentbesluitRij,
    IncidentRij,
    IncidenttaakRij,
    IncidentverloopRij,
    IncidentversieRij,
    ToezichtmeldingRij,
)

WACHT = (Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.BEWIJS_ONVOLDOENDE)
"""What is still on its way to another party."""


def lees(sessie: Session, kenmerk: str, *, slot: bool = False) -> IncidentRij:
    """One incident; ``slot``: to be changed in this transaction. Raises ``NietGevonden``."""
    rij = sessie.get(IncidentRij, kenmerk, with_for_update=slot or None)
    if rij is None:
        raise NietGevonden("Dit incident is hier niet bekend.")
    return rij


def zoek(
    *, na: str | None, hoogstens: int, stand: str | None, van: str | None, melder: str | None,
    nieuwste: bool,
) -> Select[IncidentRij]:  # fmt: skip
    """Incidents in order of id. ``melder``: only what this official reported himself."""
    vraag = vanaf(select(IncidentRij).limit(hoogstens), IncidentRij.id, na, nieuwste=nieuwste)
    if stand is not None:
        vraag = vraag.where(IncidentRij.stand == stand)
    if van is not None:
        vraag = vraag.where(IncidentRij.van == van)
    if melder is not None:
        vraag = vraag.where(IncidentRij.melder == melder)
    return vraag


def te_melden(sessie: Session, taak: Taak, uiting: str | None = None) -> Sequence[UitingRij]:
    """What was said without permission, in this task, and is no incident yet; the first first."""
    gemeld = select(IncidentaanleidingRij.uiting).where(
        IncidentaanleidingRij.uiting == UitingRij.id
    )
    vraag = select(UitingRij).where(
        UitingRij.zonder_toestemming.is_(True), taak.rijen(UitingRij.groep), ~gemeld.exists()
    )
    if uiting is not None:
        vraag = vraag.where(UitingRij.id == uiting)
    return sessie.scalars(vraag.order_by(UitingRij.gemaakt_op, UitingRij.id)).all()


def versies(sessie: Session, kenmerk: str) -> Sequence[IncidentversieRij]:
    """Every version of the description, the first one first."""
    tabel = IncidentversieRij
    vraag = select(tabel).where(tabel.incident == kenmerk).order_by(tabel.stukversie)
    return sessie.scalars(vraag).all()


def verloop(sessie: Session, kenmerk: str) -> Sequence[IncidentverloopRij]:
    """What happened to one, the first event first."""
    tabel = IncidentverloopRij
    return sessie.scalars(
        select(tabel).where(tabel.incident == kenmerk).order_by(tabel.versie)
    ).all()


def registertijdlijn(
    sessie: Session, *, na: tuple[datetime, str, int] | None, hoogstens: int
) -> Sequence[tuple[IncidentverloopRij, IncidentRij]]:
    """What happened to all of them, the newest first; after this moment, incident and version."""
    tabel = IncidentverloopRij
    plek = tuple_(tabel.tijdstip, tabel.incident, tabel.versie)
    vraag = select(tabel, IncidentRij).join(IncidentRij, IncidentRij.id == tabel.incident)
    if na is not None:
        later = literal(na[0], tabel.tijdstip.type)
        vraag = vraag.where(plek < tuple_(later, literal(na[1]), literal(na[2])))
    vraag = vraag.order_by(tabel.tijdstip.desc(), tabel.incident.desc(), tabel.versie.desc())
    return [(feit, incident) for feit, incident in sessie.execute(vraag.limit(hoogstens))]


def herhaling(sessie: Session, door: str, sleutel: str) -> IncidentversieRij | None:
    """The version this official gave under this key."""
    tabel = IncidentversieRij
    vraag = select(tabel).where(tabel.door == door, tabel.idempotentiesleutel == sleutel)
    return sessie.scalars(vraag).one_or_none()


def van_bericht(sessie: Session, bericht_id: str) -> IncidentversieRij | None:
    """The version this message brought."""
    tabel = IncidentversieRij
    vraag = select(tabel).where(tabel.bericht == bericht_id).with_for_update()
    return sessie.scalars(vraag).one_or_none()


def te_proberen(sessie: Session, kenmerk: str) -> list[str]:
    """The messages about it that wait to be delivered."""
    vraag = (
        select(UitgaandRij.bericht_id)
        .join(IncidentberichtRij, IncidentberichtRij.bericht_id == UitgaandRij.bericht_id)
        .where(IncidentberichtRij.incident == kenmerk, UitgaandRij.status.in_(WACHT))
        .order_by(UitgaandRij.bericht_id)
    )
    return list(sessie.scalars(vraag))


def afleveringen(
    sessie: Session, kenmerken: Iterable[str]
) -> Mapping[str, Sequence[tuple[IncidentberichtRij, UitgaandRij]]]:
    """By incident its messages with how they stand, the first one first."""
    gevonden: dict[str, list[tuple[IncidentberichtRij, UitgaandRij]]] = {k: [] for k in kenmerken}
    vraag = (
        select(IncidentberichtRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == IncidentberichtRij.bericht_id)
        .where(IncidentberichtRij.incident.in_(gevonden))
        .order_by(IncidentberichtRij.bericht_id)
    )
    for bericht, uitgaand in sessie.execute(vraag):
        gevonden[bericht.incident].append((bericht, uitgaand))
    return gevonden


_Van = TypeVar("_Van", IncidentbesluitRij, IncidenttaakRij, ToezichtmeldingRij)


def per_incident(
    sessie: Session, tabel: type[_Van], kenmerken: Iterable[str]
) -> Mapping[str, Sequence[_Van]]:
    """By incident what stands in this table about it, in the order in which it came."""
    gevonden: dict[str, list[_Van]] = {kenmerk: [] for kenmerk in kenmerken}
    vraag = select(tabel).where(tabel.incident.in_(gevonden))
    for rij in sorted(sessie.scalars(vraag), key=_volgorde):
        gevonden[rij.incident].append(rij)
    return gevonden


def _volgorde(rij: _Van) -> str:
    return rij.partij if isinstance(rij, ToezichtmeldingRij) else rij.id


def voeg_versie_toe(
    sessie: Session,
    rij: IncidentRij,
    stukversie: int,
    wat: Beschrijving,
    *,
    stand: Versiestand,
    door: str | None,
    nu: datetime,
    **anders: str | None,
) -> None:
    """Keeps a version, and lets what is known follow from it. ``anders``: further columns."""
    geldt = stand == Versiestand.GELDT
    sessie.add(
        IncidentversieRij(
            incident=rij.id,
            stukversie=stukversie,
            stand=stand,
            aard=wat.aard,
            ontdekt_op=wat.ontdekt_op,
            omschrijving=wat.omschrijving if geldt else None,
            maatregelen=wat.maatregelen if geldt else None,
            door=door,
            tijdstip=nu,
            **anders,
        )
    )
    sessie.flush()
    stel_bij(sessie, rij)


def stel_bij(sessie: Session, rij: IncidentRij) -> None:
    """What is known: kind and moment of the last version, texts of the last that counts."""
    alle = versies(sessie, rij.id)
    rij.aard, rij.ontdekt_op = alle[-1].aard, alle[-1].ontdekt_op
    for een in alle:
        if een.stand == Versiestand.GELDT:
            rij.stukversie = een.stukversie
            rij.omschrijving, rij.maatregelen = een.omschrijving, een.maatregelen


def noteer(
    sessie: Session,
    rij: IncidentRij,
    gebeurtenis: Incidentgebeurtenis,
    *,
    partij: str,
    door: str | None,
    nu: datetime,
    wat: Mapping[str, Any] | None = None,
) -> None:
    """The incident is at its next version: what happened to it, and who did it."""
    rij.versie += 1
    rij.gewijzigd_op = nu
    sessie.flush()
    sessie.add(
        IncidentverloopRij(
            incident=rij.id,
            versie=rij.versie,
            gebeurtenis=gebeurtenis,
            tijdstip=nu,
            partij=partij,
            door=door,
            wat=dict(wat or {}),
        )
    )
    sessie.flush()
