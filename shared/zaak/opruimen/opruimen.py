"""Destroys a group's copies at this party: who is not on the final list, or everybody.

First the keys, for good; then the rows (covenant 8.2). What goes: persons that came with a
message and are in no other group here, whole; of a person in the party's own file only what this
group brought: received items, sent copies, the place on a list and the link from pseudonym to
person. The party's own records about that person stay under their own law (reading H3).

Every step may be repeated: what a killed process left undone is found again and finished.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.aanpakeinde.einde import (
    aanpakeindesleutels,
    aanpakeindetabellen,
    ruim_aanpakdelen,
)
from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.ontvangen.gegevens import eerst_ontvangen
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.herindexeren import sluit_vakken
from shared.bestand.personen.vernietiging import maak_leeg
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import Aanpakeinde
from shared.tijd.kenmerk import uuid7
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond, Lijststand
from shared.zaak.lijsten.tabellen import LijstregelRij, LijstwegingRij, NamenlijstRij, OpruimingRij
from shared.zaak.lijsten.termijnen import na_nettolijst
from shared.zaak.opruimen.opruimplan import Plan, is_voorbij, maak_plan

LIJSTTABELLEN = ("lijstregel", "lijstweging")
_NA_EEN_LIJST = frozenset({Grond.NETTOLIJST, Grond.GEEN_NETTOLIJST})
"""Where a human has just looked at who stays; when a group closed nobody did."""


@scherm_opzij()
def voer_opruiming_uit(dienst: Dienst, opruiming_id: str) -> None:
    """Carries out one destruction that was asked for, and writes its record. Repeatable.

    One that was taken back in the meantime is nothing any more; one of somebody who is held waits.
    """
    dode = dienst.kluis.maak_sleutel()
    while not _voer_uit(dienst, opruiming_id, dode):
        # A message about somebody who goes came in between, under a key of its own.
        continue
    wis_resten(dienst.engine, (*LIJSTTABELLEN, *aanpakeindetabellen(dienst)))


def _voer_uit(dienst: Dienst, opruiming_id: str, dode: str) -> bool:
    with dienst.transactie() as sessie:
        gevraagd = sessie.get(OpruimingRij, opruiming_id, with_for_update=True)
        if gevraagd is None or gevraagd.gedaan_op is not None:
            return True
        plan = maak_plan(dienst, sessie, gevraagd, dode)
        if gevraagd.grond == Grond.NA_BEPERKING and plan.vast:
            return True
        gevraagd.begonnen_op = gevraagd.begonnen_op or dienst.klok()
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    dienst.kluis.vernietig_alle(plan.sleutels | sluit_vakken(dienst, plan.weg))
    with dienst.transactie() as sessie:
        opruiming = sessie.get_one(OpruimingRij, opruiming_id, with_for_update=True)
        if opruiming.gedaan_op is not None:
            return True
        wie = (*plan.personen, *plan.deelnemers)
        over = aanpakeindesleutels(dienst, sessie, opruiming.groep, wie, plan.weg)
        if not over <= plan.sleutels:
            return False
        opruiming.aantallen = _ruim(dienst, sessie, opruiming, plan)
        opruiming.vernietigd = {partij: dict(wat) for partij, wat in plan.gemeld.items()}
        opruiming.gedaan_op = dienst.klok()
        _wacht_op_wie_vaststaat(sessie, dienst, opruiming, plan)
    return True


def _wacht_op_wie_vaststaat(
    sessie: Session, dienst: Dienst, opruiming: OpruimingRij, plan: Plan
) -> None:
    """Who was held stays for now: the whole group is not gone, and he goes when nothing holds him.

    When a group ended that is asked every day again; after a list it is asked here, of each apart.
    """
    if opruiming.alles:
        opruiming.behoud = sorted({*opruiming.behoud, *plan.vast})
    if opruiming.grond in _NA_EEN_LIJST:
        for betrokkene in plan.vast:
            sessie.add(
                OpruimingRij(
                    id=uuid7(dienst.klok()),
                    groep=opruiming.groep,
                    grond=Grond.NA_BEPERKING,
                    behoud=[],
                    verwijderen=[betrokkene],
                    alles=False,
                    gemaakt_op=dienst.klok(),
                )
            )


def iets_te_ruimen(sessie: Session, groep: str) -> bool:
    """Whether anything of this group's persons is left here."""
    vragen = (
        select(OntvangenGegevenRij.id).where(OntvangenGegevenRij.groep == groep),
        select(GroepslidRij.id).where(GroepslidRij.groep == groep),
        select(NamenlijstRij.id).where(NamenlijstRij.open_groep == groep),
    )
    return any(sessie.scalars(vraag).first() is not None for vraag in vragen)


def vraag_opruiming(
    sessie: Session,
    dienst: Dienst,
    groep: str,
    grond: Grond,
    *,
    alles: bool,
    behoud: Sequence[str] = (),
) -> None:
    """Asks that nobody of the group stays but ``behoud``; carried out by whoever works these."""
    sessie.add(
        OpruimingRij(
            id=uuid7(dienst.klok()),
            groep=groep,
            grond=grond,
            behoud=list(behoud),
            alles=alles,
            gemaakt_op=dienst.klok(),
        )
    )


def vraag_eenmaal(
    sessie: Session,
    dienst: Dienst,
    groep: str,
    grond: Grond,
    *,
    alles: bool,
    behoud: Sequence[str] = (),
) -> bool:
    """The same, unless it waits already or nothing is left here; whether it was asked."""
    wacht = opslag.heeft_opruiming(sessie, groep, grond, open_=True)
    if wacht or not iets_te_ruimen(sessie, groep):
        return False
    vraag_opruiming(sessie, dienst, groep, grond, alles=alles, behoud=behoud)
    return True


def _ruim(dienst: Dienst, sessie: Session, opruiming: OpruimingRij, plan: Plan) -> dict[str, int]:
    einde = Aanpakeinde(opruiming.groep, (*plan.personen, *plan.deelnemers), plan.dode_sleutel)
    aantallen = {
        "personen": len(plan.weg),
        "lijstregels": ruim_regels(sessie, plan.regels),
        **ruim_aanpakdelen(dienst, sessie, einde),
    }
    maak_leeg(dienst, sessie, plan.weg, door=None, grond=opruiming.grond)
    _sluit_lijsten(dienst, sessie, opruiming)
    if opruiming.behoud and opruiming.grond in _NA_EEN_LIJST:
        _nieuwe_termijn(dienst, sessie, opruiming.groep)
    return aantallen


def ruim_regels(sessie: Session, regels: Sequence[str]) -> int:
    """Takes entries off their lists, with how they were weighed; how many."""
    sessie.execute(delete(LijstwegingRij).where(LijstwegingRij.regel_id.in_(regels)))
    sessie.execute(delete(LijstregelRij).where(LijstregelRij.id.in_(regels)))
    return len(regels)


def _sluit_lijsten(dienst: Dienst, sessie: Session, opruiming: OpruimingRij) -> None:
    """Lists that are over are gone for everybody; the final one only when nobody stays."""
    for lijst in opslag.lijsten(sessie, opruiming.groep):
        if opruiming.behoud and not is_voorbij(sessie, lijst):
            continue
        if lijst.stand != Lijststand.OPGERUIMD:
            lijst.stand, lijst.open_groep = Lijststand.OPGERUIMD, None
            lijst.opgeruimd_op, lijst.versie = dienst.klok(), lijst.versie + 1


def _nieuwe_termijn(dienst: Dienst, sessie: Session, groep: str) -> None:
    """Who is on the final list is no longer of the first one: its fallback term ends here."""
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(OntvangenGegevenRij.groep == groep)
    )
    vandaag = datum_nl(dienst.klok())
    for rij, kop in sessie.execute(vraag):
        rij.vervalt_op = na_nettolijst(
            dienst.regels, kop, kopdeel_van(rij), eerst_ontvangen(sessie, rij), vandaag
        )


def kopdeel_van(rij: OntvangenGegevenRij) -> dict[str, object]:
    """What the retention rows look at in an item's onderdeel."""
    return {
        "gegevenssoort": rij.gegevenssoort,
        "categorie": rij.categorie,
        "kenmerken": rij.kenmerken,
    }
