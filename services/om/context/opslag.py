"""Queries on context information. Works on the session it is given; no commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.om.context.tabellen import ContextdoorgifteRij
from services.om.onderzoek.tabellen import OnderzoekRij, ZaakRij
from shared.bestand.ontvangen.gegevens import Gegevenstatus
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij

Gegeven = tuple[OntvangenGegevenRij, dict[str, Any]]
"""A received item with the kop of its message."""


def in_gebruik(
    *, groep: str, na: str | None, hoogstens: int | None
) -> Select[OntvangenGegevenRij, dict[str, Any]]:
    """What was received for a group and still counts, with its kop, in order of id."""
    vraag = _gegevens().where(OntvangenGegevenRij.groep == groep)
    if na is not None:
        vraag = vraag.where(OntvangenGegevenRij.id > na)
    return vraag.order_by(OntvangenGegevenRij.id).limit(hoogstens)


def gegevens(sessie: Session, ids: Sequence[str]) -> Mapping[str, Gegeven]:
    """Of these items those that are here and still count."""
    vraag = _gegevens().where(OntvangenGegevenRij.id.in_(ids))
    return {rij.id: (rij, kop) for rij, kop in sessie.execute(vraag)}


def doorgiften(sessie: Session, ids: Sequence[str]) -> Mapping[str, ContextdoorgifteRij]:
    """To which case these items were given, by item."""
    vraag = select(ContextdoorgifteRij).where(ContextdoorgifteRij.gegeven.in_(ids))
    return {rij.gegeven: rij for rij in sessie.scalars(vraag)}


def is_gegeven(sessie: Session, zaken: Collection[str]) -> bool:
    """Whether something was given to one of these cases."""
    vraag = select(ContextdoorgifteRij.id).where(ContextdoorgifteRij.zaak.in_(zaken))
    return sessie.scalars(vraag).first() is not None


def van_zaak(*, zaak: str, na: str | None, hoogstens: int | None) -> Select[ContextdoorgifteRij]:
    """What was given to a case, in order of id."""
    vraag = select(ContextdoorgifteRij).where(ContextdoorgifteRij.zaak == zaak)
    if na is not None:
        vraag = vraag.where(ContextdoorgifteRij.id > na)
    return vraag.order_by(ContextdoorgifteRij.id).limit(hoogstens)


def zaken_van(
    *, zaakofficier: str, na: str | None, hoogstens: int
) -> Select[ZaakRij, OnderzoekRij]:
    """An officer's own cases with their investigation, in order of id."""
    vraag = select(ZaakRij, OnderzoekRij).join(OnderzoekRij, OnderzoekRij.id == ZaakRij.onderzoek)
    vraag = vraag.where(ZaakRij.zaakofficier == zaakofficier)
    if na is not None:
        vraag = vraag.where(ZaakRij.id > na)
    return vraag.order_by(ZaakRij.id).limit(hoogstens)


def _gegevens() -> Select[OntvangenGegevenRij, dict[str, Any]]:
    return (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(OntvangenGegevenRij.status == Gegevenstatus.ACTIEF)
    )
