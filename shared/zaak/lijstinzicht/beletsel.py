"""What stands in the way of a destruction that was asked for, as far as this party can see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from shared.partij.fouten import NietGevonden
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import OpruimingRij


class WachtOp(StrEnum):
    """What has to happen first. ``UITVOEREN``: nothing is gone yet; ``AFRONDEN``: the keys are, the
    rows are not; ``MELDEN``: whoever asked is not told yet; ``AANKOMEN``: what tells it is not
    there."""

    BEPERKING = "beperking"
    UITVOEREN = "uitvoeren"
    AFRONDEN = "afronden"
    MELDEN = "melden"
    AANKOMEN = "aankomen"


@dataclass(frozen=True)
class Wachtstand:
    """One destruction, and what it waits for; ``status``: of the message that tells it is done."""

    rij: OpruimingRij
    wacht_op: WachtOp | None
    status: str | None


def lees_beletsel(sessie: Session, groep: str, kenmerk: str) -> Wachtstand:
    """Raises ``NietGevonden``."""
    rij = sessie.get(OpruimingRij, kenmerk)
    if rij is None or rij.groep != groep:
        raise NietGevonden("Deze vernietiging is er niet.")
    bericht = None if rij.bevestiging_id is None else sessie.get(UitgaandRij, rij.bevestiging_id)
    status = None if bericht is None else str(bericht.status)
    return Wachtstand(rij, wacht_op(rij, status), status)


def wacht_op(rij: OpruimingRij, status: str | None) -> WachtOp | None:
    """What has to happen first; ``status``: of the message that tells it is done."""
    if rij.gedaan_op is None:
        if rij.grond == Grond.NA_BEPERKING:
            return WachtOp.BEPERKING
        return WachtOp.UITVOEREN if rij.begonnen_op is None else WachtOp.AFRONDEN
    if rij.gemeld_op is None:
        return WachtOp.MELDEN
    if rij.van is not None and status != Verzendstatus.AFGELEVERD:
        return WachtOp.AANKOMEN
    return None
