"""Queries on investigations and cases. Works on the session it is given; no commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.om.onderzoek.tabellen import OnderzoekRij, OnderzoekversieRij, ZaakRij
from shared.bestand.toegang.taakgrens import Taakgrens


def van_groep(*, groep: str, na: str | None, hoogstens: int) -> Select[OnderzoekRij]:
    """The investigations into a group, in order of id."""
    vraag = select(OnderzoekRij).where(OnderzoekRij.groep == groep)
    if na is not None:
        vraag = vraag.where(OnderzoekRij.id > na)
    return vraag.order_by(OnderzoekRij.id).limit(hoogstens)


def aflopend(
    sessie: Session, taak: Taakgrens, vandaag: date, uiterlijk: date
) -> Sequence[OnderzoekRij]:
    """Running investigations of the task whose last day lies between today and ``uiterlijk``."""
    vraag = select(OnderzoekRij).where(
        OnderzoekRij.tot >= vandaag, OnderzoekRij.tot <= uiterlijk, taak.rijen(OnderzoekRij.groep)
    )
    return sessie.scalars(vraag.order_by(OnderzoekRij.tot, OnderzoekRij.id)).all()


def nog_niet_voorbij(sessie: Session, groep: str, vandaag: date) -> OnderzoekRij | None:
    """The investigation that runs, or is to begin: a group has one at a time."""
    vraag = select(OnderzoekRij).where(OnderzoekRij.groep == groep, OnderzoekRij.tot >= vandaag)
    return sessie.scalars(vraag).first()


def zaken(sessie: Session, onderzoek: str) -> Sequence[ZaakRij]:
    """The cases within an investigation, in order of id."""
    vraag = select(ZaakRij).where(ZaakRij.onderzoek == onderzoek).order_by(ZaakRij.id)
    return sessie.scalars(vraag).all()


def versies(sessie: Session, onderzoek: str) -> Sequence[OnderzoekversieRij]:
    """Every version, the first one first."""
    vraag = select(OnderzoekversieRij).where(OnderzoekversieRij.onderzoek == onderzoek)
    return sessie.scalars(vraag.order_by(OnderzoekversieRij.versie)).all()
