"""How far it is with a list that became final: gone here, and told to every other holder."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.partij.voortgang.bron import Voortgang, Voortgangbron
from shared.verzenden.stukken.voortgang import hoe_ver
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import NamenlijstRij, OpruimingRij


def _kijk(sessie: Session, lijst_id: str) -> Voortgang | None:
    lijst = sessie.get(NamenlijstRij, lijst_id)
    if lijst is None or lijst.vastgesteld_op is None:
        return None
    houders = opslag.bevestigingen(sessie, lijst_id)
    verteld = hoe_ver(sessie, [een.bericht_id for een in houders if een.bericht_id is not None])
    opruiming = sessie.scalars(
        select(OpruimingRij).where(
            OpruimingRij.groep == lijst.groep,
            OpruimingRij.grond == Grond.NETTOLIJST,
            OpruimingRij.gemaakt_op == lijst.vastgesteld_op,
        )
    ).one_or_none()
    gedaan_op = lijst.vastgesteld_op if opruiming is None else opruiming.gedaan_op
    over = verteld.over + (gedaan_op is None)
    over += sum(een.bericht_id is None and een.bevestigd_op is None for een in houders)
    klaar_op = None
    if over == 0 and gedaan_op is not None:
        klaar_op = max(gedaan_op, verteld.klaar_op or gedaan_op)
    plek = f"/groepen/{lijst.groep}/namenlijsten/{lijst_id}/bevestigingen"
    return Voortgang(over, klaar_op, verteld.mislukt, plek)


LIJSTVOORTGANG: Final = Voortgangbron(
    soort="namenlijst",
    titel="Een namenlijst vaststellen",
    eenheid=("partij", "partijen"),
    gedaan="klaar",
    mislukt=("nam de lijst niet aan", "namen de lijst niet aan"),
    resultaat="/werkzaamheden",
    kijk=_kijk,
    # The own party, where who is off it is destroyed, and every other holder, which is told.
    tel=lambda sessie, lijst_id: 1 + len(opslag.bevestigingen(sessie, lijst_id)),
)
