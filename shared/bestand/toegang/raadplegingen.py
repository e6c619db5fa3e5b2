"""Reading is an act: every read of personal data leaves a row before the answer leaves.

One row per action and per person, as Logboek Dataverwerkingen asks; a search without a hit leaves
one row without a person. No row holds content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.tabellen import GroepslidRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.spoor import LEZING, laat_spoor_na
from shared.bestand.toegang.tabellen import ALLE_GROEPEN, RaadplegingRij
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.web.beschrijving.operaties import huidige_operatie

Handeling = Literal["raadplegen", "zoeken", "lijst", "historie", "wijzigen"]
"""What was done; changing is here too, where the record itself does not keep who."""


@dataclass(frozen=True)
class Geraadpleegd:
    """What was read: a record (``object_id``) of a person, or a whole list."""

    object_id: str | None
    persoon_id: str | None


@dataclass(frozen=True)
class Raadpleging:
    """One row of the journal."""

    id: str
    tijdstip: datetime
    autorisatie_id: str
    recht: str
    handeling: str
    soort: str
    object_id: str | None
    persoon_id: str | None
    verantwoordelijke: str | None


def onder_pseudoniem(
    sessie: Session, object_id: str, betrokkenen: Iterable[str | None]
) -> list[Geraadpleegd]:
    """That a record naming these pseudonyms was read: a row for whom each stands for here.

    One row without a person when nobody is known under any of them.
    """
    namen = sorted({een for een in betrokkenen if een is not None})
    # A plain table: whom the screen takes out of a read is accounted for all the same.
    lid = GroepslidRij.__table__.c
    vraag = select(lid.persoon_id).where(lid.betrokkene.in_(namen)).distinct()
    personen = sorted(sessie.scalars(vraag)) if namen else []
    return [Geraadpleegd(object_id, een) for een in personen or [None]]


def leg_raadpleging_vast(
    sessie: Session,
    klok: Klok,
    wie: Medewerker,
    handeling: Handeling,
    soort: str,
    wat: Iterable[Geraadpleegd],
    *,
    gericht: bool | None = None,
) -> None:
    """Adds rows in the reader's own transaction: no row, no answer.

    ``gericht``: somebody looked at these persons, so that the alarm rules count it; by default
    everything but a list, which shows everybody in it.
    """
    gelezen = list(wat) or [Geraadpleegd(None, None)]
    nu, operatie = klok(), huidige_operatie.get()
    groepen = wie.taak.groepen
    taak = ALLE_GROEPEN if groepen is None else " ".join(sorted(groepen))
    sessie.add_all(
        RaadplegingRij(
            id=uuid7(nu),
            tijdstip=nu,
            autorisatie_id=wie.autorisatie_id,
            recht=wie.recht,
            handeling=handeling,
            soort=soort,
            object_id=een.object_id,
            persoon_id=een.persoon_id,
            verantwoordelijke=wie.verantwoordelijke,
            operatie=None if operatie is None else operatie.naam,
            groep=None if operatie is None else operatie.groep,
            taak=taak,
        )
        for een in gelezen
    )
    if handeling != "lijst" if gericht is None else gericht:
        personen = dict.fromkeys(een.persoon_id for een in gelezen if een.persoon_id is not None)
        laat_spoor_na(sessie, nu, LEZING, wie.autorisatie_id, personen)


def wat_gelezen(
    sessie: Session, wie: str, soorten: Iterable[str], objecten: Iterable[str]
) -> frozenset[str]:
    """Which of these records this authorisation was shown, read as one of these kinds."""
    vraag = select(RaadplegingRij.object_id).where(
        RaadplegingRij.autorisatie_id == wie,
        RaadplegingRij.soort.in_(list(soorten)),
        RaadplegingRij.object_id.in_(list(objecten)),
    )
    return frozenset(een for een in sessie.scalars(vraag) if een is not None)


def lees_raadplegingen(
    sessie: Session, *, persoon_id: str | None, na: str | None, limiet: int
) -> Sequence[Raadpleging]:
    """Rows in order of id (and so of time), after ``na``; of one person or of everybody."""
    vraag = select(RaadplegingRij).order_by(RaadplegingRij.id).limit(limiet)
    if persoon_id is not None:
        vraag = vraag.where(RaadplegingRij.persoon_id == persoon_id)
    if na is not None:
        vraag = vraag.where(RaadplegingRij.id > na)
    return [
        Raadpleging(
            id=rij.id,
            tijdstip=rij.tijdstip,
            autorisatie_id=rij.autorisatie_id,
            recht=rij.recht,
            handeling=rij.handeling,
            soort=rij.soort,
            object_id=rij.object_id,
            persoon_id=rij.persoon_id,
            verantwoordelijke=rij.verantwoordelijke,
        )
        for rij in sessie.scalars(vraag)
    ]
