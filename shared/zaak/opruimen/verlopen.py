"""Received items whose last day has passed: destroyed, or left for a person to look at again.

Which of the two is said by the covenant's retention rows. An item destroyed takes along what was
written with its message; a person who came with a message and of whom nothing is left goes whole.
Somebody about whom this party made records of its own by then is not nothing: those follow the
party's own law and terms (readings C2 and H3). Of them goes what came with messages: the items and
the place in a group. They stay known as somebody who came with a message.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.aanpakeinde.einde import heeft_eigen
from shared.bestand.aanpaksleutels import opslag as aanpakopslag
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.afscherming.scherm import scherm_opzij
from shared.bestand.ontvangen.gegevens import eerst_ontvangen
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.oudleden.vergeten import vergeet_leden
from shared.bestand.personen.herindexeren import sluit_vakken
from shared.bestand.personen.vernietiging import geraakte_tabellen, maak_leeg, sleutels_van
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.tijd.kenmerk import uuid7
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import LijstregelRij, OpruimingRij
from shared.zaak.lijsten.termijnen import vernietigen_na_nettolijst, vernietigen_op
from shared.zaak.opruimen.opruimen import kopdeel_van
from shared.zaak.verbetering import opslag as verbeteropslag

_TABELLEN = ("ontvangen_gegeven", "inkomend", "aparte_tekst", "aparte_inzage")


@dataclass(frozen=True)
class _Zonder:
    """Received persons of whom nothing received is left: ``weg`` whole; ``los`` keep what this
    party recorded itself. ``sleutels``: all to destroy, also of whom a group gave all that goes."""

    weg: frozenset[str]
    los: frozenset[str]
    sleutels: frozenset[str] = field(repr=False)


@scherm_opzij()
def ruim_verlopen(dienst: Dienst) -> dict[str, int]:
    """Destroys what is past its last day; the numbers, with what awaits a review. Repeatable."""
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        weg, te_herzien = _verlopen(sessie, dienst, vandaag)
        ids = [rij.id for rij in weg]
    ruim_gegevens(dienst, ids, Grond.TERMIJN)
    return {"verlopenGegevens": len(ids), "teHerzien": te_herzien}


@scherm_opzij()
def ruim_gegevens(dienst: Dienst, ids: Sequence[str], grond: str) -> None:
    """Destroys these received items, and persons of whom then nothing is left. Repeatable.

    ``grond`` is a short code (why) in the record that stays, never a text about a person.
    """
    if not ids:
        return
    with dienst.transactie() as sessie:
        vraag = select(OntvangenGegevenRij).where(OntvangenGegevenRij.id.in_(ids))
        personen = _zonder_rest(sessie, dienst, sessie.scalars(vraag).all())
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    dienst.kluis.vernietig_alle(personen.sleutels | sluit_vakken(dienst, personen.weg))
    with dienst.transactie() as sessie:
        _ruim(sessie, dienst, ids, personen, grond)
    wis_resten(dienst.engine, (*_TABELLEN, *geraakte_tabellen(dienst)))


def _verlopen(
    sessie: Session, dienst: Dienst, vandaag: date
) -> tuple[list[OntvangenGegevenRij], int]:
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(OntvangenGegevenRij.vervalt_op < vandaag)
        .order_by(OntvangenGegevenRij.id)
    )
    weg, te_herzien = [], 0
    for rij, kop in sessie.execute(vraag):
        netto = opslag.heeft_opruiming(sessie, rij.groep, Grond.NETTOLIJST)
        bepaal = vernietigen_na_nettolijst if netto else vernietigen_op
        dag = bepaal(dienst.regels, kop, kopdeel_van(rij), eerst_ontvangen(sessie, rij))
        if dag is not None and dag < vandaag:
            weg.append(rij)
        else:
            te_herzien += 1
    return weg, te_herzien


def _zonder_rest(sessie: Session, dienst: Dienst, gaan: Sequence[OntvangenGegevenRij]) -> _Zonder:
    """Received persons of whom nothing received is left once these items are gone."""
    ids = {rij.id for rij in gaan}
    weg, los, sleutels = set(), set(), _zonder_inhoud(sessie, gaan, ids)
    for persoon_id in sorted({rij.persoon_id for rij in gaan}):
        persoon = sessie.get(PersoonRij, persoon_id)
        if persoon is None or persoon.herkomst == "eigen" or persoon.sleutel_id is None:
            continue
        rest = sessie.scalars(
            select(OntvangenGegevenRij.id).where(OntvangenGegevenRij.persoon_id == persoon_id)
        )
        op_lijst = sessie.scalars(
            select(LijstregelRij.id).where(LijstregelRij.persoon_id == persoon_id)
        ).first()
        if op_lijst is not None or not set(rest) <= ids:
            continue
        if heeft_eigen(dienst, sessie, persoon_id):
            los.add(persoon_id)
        else:
            weg.add(persoon_id)
            sleutels |= sleutels_van(dienst, sessie, persoon_id)
    return _Zonder(frozenset(weg), frozenset(los), frozenset(sleutels))


def _zonder_inhoud(
    sessie: Session, gaan: Sequence[OntvangenGegevenRij], ids: Collection[str]
) -> set[str]:
    """The keys of what a group gave about somebody, where all of it that is left goes now."""
    sleutels: set[str] = set()
    for groep, persoon_id in sorted({(rij.groep, rij.persoon_id) for rij in gaan}):
        rest = sessie.scalars(
            select(OntvangenGegevenRij.id).where(
                OntvangenGegevenRij.groep == groep,
                OntvangenGegevenRij.persoon_id == persoon_id,
                OntvangenGegevenRij.inhoud.is_not(None),
            )
        )
        if set(rest) <= set(ids):
            sleutels |= aanpakopslag.van_personen(sessie, [persoon_id], groep, Doel.ONTVANGEN)
    return sleutels


def _ruim(
    sessie: Session, dienst: Dienst, ids: Sequence[str], personen: _Zonder, grond: str
) -> None:
    rijen = sessie.scalars(select(OntvangenGegevenRij).where(OntvangenGegevenRij.id.in_(ids))).all()
    per_groep: dict[str, list[OntvangenGegevenRij]] = {}
    for rij in rijen:
        per_groep.setdefault(rij.groep, []).append(rij)
    sluit_geheim(sessie, {rij.bericht_id for rij in rijen})
    for groep, van_groep in sorted(per_groep.items()):
        nu = dienst.klok()
        aantallen = {
            "ontvangenGegevens": len(van_groep),
            "personen": len({rij.persoon_id for rij in van_groep} & personen.weg),
        }
        sessie.add(
            OpruimingRij(
                id=uuid7(nu),
                groep=groep,
                grond=grond,
                behoud=[],
                alles=False,
                gemaakt_op=nu,
                gedaan_op=nu,
                aantallen=aantallen,
            )
        )
    aanpakopslag.wis(sessie, personen.sleutels)
    verbeteropslag.verwijder_bij_gegevens(sessie, ids)
    sessie.execute(delete(OntvangenGegevenRij).where(OntvangenGegevenRij.id.in_(ids)))
    vergeet_leden(sessie, GroepslidRij.persoon_id.in_(personen.weg))
    vergeet_leden(
        sessie, GroepslidRij.persoon_id.in_(personen.los), GroepslidRij.ontvangen.is_(True)
    )
    for persoon_id in sorted(personen.weg):
        maak_leeg(dienst, sessie, persoon_id, door=None, grond=grond)
