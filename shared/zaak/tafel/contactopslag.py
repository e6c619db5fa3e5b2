"""Queries on how officials can be reached: what was given, and what others gave.

Works on the session it is given; no commit.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from shared.bestand.ontvangen.gegevens import Gegevenstatus
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import (
    deelnemercategorie,
    geeft_gegevens,
    intrekkingssoort,
)
from shared.partij.poorten.taak import Taak
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus

_NOOIT = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD, Verzendstatus.VERVALLEN)
_TERUG = aliased(UitgaandRij)


class GegevenContact(NamedTuple):
    """Of whom something stands with another party: the message, and the place in it."""

    bericht: UitgaandRij
    plaats: int
    wie: str


def gegeven(sessie: Session, regels: Convenantregels) -> list[GegevenContact]:
    """What was given about own officials and was not taken back."""
    terug = select(_TERUG.bericht_id).where(
        _TERUG.in_reactie_op == UitgaandRij.bericht_id,
        _TERUG.soort == intrekkingssoort(regels),
        _TERUG.status.not_in(_NOOIT),
    )
    vraag = (
        select(UitgaandRij, UitgaandOnderdeelRij.volgnummer, UitgaandOnderdeelRij.persoon_id)
        .join(UitgaandOnderdeelRij, UitgaandOnderdeelRij.bericht_id == UitgaandRij.bericht_id)
        .where(
            UitgaandOnderdeelRij.persoon_id == UitgaandOnderdeelRij.betrokkene,
            UitgaandRij.status.not_in(_NOOIT),
            ~terug.exists(),
        )
        .order_by(UitgaandRij.bericht_id, UitgaandOnderdeelRij.volgnummer)
    )
    return [
        GegevenContact(*rij)
        for rij in sessie.execute(vraag)
        if geeft_gegevens(regels, rij[0].soort)
    ]


def gekregen(
    sessie: Session, regels: Convenantregels, wie: Collection[str], taak: Taak
) -> dict[str, OntvangenGegevenRij]:
    """The latest that others gave about these officials, within the task."""
    vraag = (
        select(OntvangenGegevenRij)
        .where(
            OntvangenGegevenRij.betrokkene.in_(wie),
            OntvangenGegevenRij.categorie == deelnemercategorie(regels),
            OntvangenGegevenRij.status == Gegevenstatus.ACTIEF,
            taak.rijen(OntvangenGegevenRij.groep),
        )
        .order_by(OntvangenGegevenRij.ontvangen_op, OntvangenGegevenRij.id)
    )
    return {rij.betrokkene: rij for rij in sessie.scalars(vraag)}


def medewerkers(sessie: Session) -> Sequence[AutorisatieRij]:
    """The own officials; no programs."""
    vraag = select(AutorisatieRij).where(AutorisatieRij.verantwoordelijke.is_(None))
    return sessie.scalars(vraag.order_by(AutorisatieRij.id)).all()
