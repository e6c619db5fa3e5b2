"""Carrying out plans that two people agreed on, and declaring what was destroyed (8.2; H10).

Every step may be repeated: first all keys in one turn of the kluis, then person by person, then the
verklaring in the transaction that closes the plan. A process that was killed anywhere in between
left a plan that is confirmed and not done, and the next round finishes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from shared.bestand.personen.herindexeren import sluit_vakken
from shared.bestand.personen.vernietiging import sleutels_van, vernietig_persoon
from shared.bestand.vernietigd.onverklaard import neem_op
from shared.partij.dienst import Dienst
from shared.partij.voortgang.bron import Voortgang, Voortgangbron
from shared.tijd.kenmerk import uuid7
from shared.zaak.vernietigen import opslag
from shared.zaak.vernietigen.begrippen import Planstand
from shared.zaak.vernietigen.tabellen import VerklaringRij, VernietigingsplanRij


def voer_plannen_uit(dienst: Dienst) -> Mapping[str, int]:
    """Everything that was confirmed and is not done, then the verklaringen; how many plans."""
    with dienst.transactie() as sessie:
        opslag.sluit_lege(sessie)
        te_doen = [plan.id for plan in opslag.in_stand(sessie, Planstand.BEVESTIGD)]
    for kenmerk in te_doen:
        voer_plan_uit(dienst, kenmerk)
    verklaar(dienst)
    return {"vernietigingsplannen": len(te_doen)}


def voer_plan_uit(dienst: Dienst, kenmerk: str) -> None:
    """One plan, to its end. Nothing happens to one that nobody confirmed. Repeatable."""
    with dienst.transactie() as sessie:
        plan = opslag.lees(sessie, kenmerk)
        if plan.stand != Planstand.BEVESTIGD:
            return
        grond, door = plan.grond, plan.beoordeeld_door
        personen = opslag.personen_van(sessie, kenmerk)
        sleutels = {s for een in personen for s in sleutels_van(dienst, sessie, een)}
    # Outside a transaction, and once for all of them: each turn rewraps all other keys.
    dienst.kluis.vernietig_alle(sleutels | sluit_vakken(dienst, personen))
    for persoon in personen:
        vernietig_persoon(dienst, persoon, door=door, grond=grond)
    with dienst.transactie() as sessie:
        plan = opslag.lees(sessie, kenmerk, wijzigt=True)
        if plan.stand != Planstand.BEVESTIGD:
            return
        opslag.vergeet_personen(sessie, kenmerk)
        nu = dienst.klok()
        plan.stand, plan.gedaan_op = Planstand.UITGEVOERD, nu
        _leg_vast(dienst, sessie, plan.id, grond, plan.aantallen, nu)


BEURT = "onderhoudsbeurt"
"""The ground of the verklaring that a run was done; see `gronden.toml`."""


def verklaar(dienst: Dienst) -> int:
    """A verklaring of everything that went by itself and has none yet; how many."""
    with dienst.transactie() as sessie:
        gedaan = opslag.onverklaard(sessie)
        for rij in gedaan:
            op = rij.gedaan_op or dienst.klok()
            _leg_vast(dienst, sessie, rij.id, rij.grond, rij.aantallen, op, rij.groep)
        vanzelf = neem_op(sessie)
        for een in vanzelf:
            _leg_vast(dienst, sessie, een.bron, een.grond, een.aantallen, een.laatst)
        return len(gedaan) + len(vanzelf)


def verklaar_beurt(sessie: Session, beurt: str, op: datetime, aantallen: Mapping[str, int]) -> None:
    """That one run of the periodic work was done, and how many of what it handled."""
    sessie.add(_verklaring(uuid7(op), beurt, BEURT, aantallen, op))


def _leg_vast(
    dienst: Dienst, sessie: Session, bron: str, grond: str, aantallen: Mapping[str, int] | None,
    op: datetime, groep: str | None = None,
) -> None:  # fmt: skip
    sessie.add(_verklaring(uuid7(dienst.klok()), bron, grond, aantallen or {}, op, groep))


def _verklaring(
    kenmerk: str, bron: str, grond: str, aantallen: Mapping[str, int], op: datetime,
    groep: str | None = None,
) -> VerklaringRij:  # fmt: skip
    return VerklaringRij(
        id=kenmerk,
        bron=bron,
        groep=groep,
        grond=grond,
        aantallen=dict(aantallen),
        vernietigd_op=op,
    )


def _kijk(sessie: Session, kenmerk: str) -> Voortgang | None:
    plan = sessie.get(VernietigingsplanRij, kenmerk)
    if plan is None:
        return None
    return Voortgang(opslag.aantal_personen(sessie, kenmerk), plan.gedaan_op)


PLANVOORTGANG = Voortgangbron(
    soort=VernietigingsplanRij.__tablename__,
    titel="Personen vernietigen",
    eenheid=("persoon", "personen"),
    gedaan="vernietigd",
    resultaat="/vernietigingsplannen/{}",
    kijk=_kijk,
)
"""How far the carrying out of a plan is: who is left in it, and then whether it is declared."""
