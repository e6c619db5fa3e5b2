"""Received items whose last day has passed: destroyed, or left for a person to look at again.

Which of the two is said by the covenant's retention rows. An item destroyed takes along what was
written with its message; a person who came with a message and of whom nothing is left goes whole.
Somebody about whom this party made records of its own by then is not nothing: those follow the
party's own law and terms (readings C2 and H3). Of them goes what came with messages: the items and
the place in a group. They stay known as somebody who came with a message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels import opslag as aanpakopslag
from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.ontvangen.gegevens import eerst_ontvangen
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.oudleden.vergeten import vergeet_leden
from shared.bestand.personen.herindexeren import sluit_vakken
from shared.bestand.personen.vernietiging import geraakte_tabellen, maak_leeg
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import Vastgehouden, vastgehouden
from shared.tijd.kenmerk import uuid7
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import OpruimingRij
from shared.zaak.lijsten.termijnen import vernietigen_na_nettolijst, vernietigen_op
from shared.zaak.opruimen.opruimen import kopdeel_van
from shared.zaak.opruimen.zonderrest import Zonder, zonder_rest
from shared.zaak.verbetering import opslag as verbeteropslag

_TABELLEN = ("ontvangen_gegeven", "inkomend", "aparte_tekst", "aparte_inzage")
_MENSEN = 100
"""People in one transaction, of whole groups."""
_VAN_GROEP = 500
"""Of one group, that is more than those."""
_PORTIE = 2_000


@scherm_opzij()
def ruim_verlopen(dienst: Dienst) -> dict[str, int]:
    """Destroys what is past its last day; the numbers, with what awaits a review. Repeatable."""
    vandaag = datum_nl(dienst.klok())
    with dienst.lezend() as sessie:
        ids, te_herzien = _verlopen(sessie, dienst, vandaag)
    ruim_gegevens(dienst, ids, Grond.TERMIJN)
    return {"verlopenGegevens": len(ids), "teHerzien": te_herzien}


@scherm_opzij()
def ruim_gegevens(
    dienst: Dienst,
    ids: Sequence[str],
    grond: str,
    *,
    ook_vast: bool = False,
    uit: str | None = None,
) -> int:
    """Destroys these received items, and persons of whom then nothing is left; how many items.

    ``grond`` is a short code (why) in the record that stays, never a text about a person. What
    something holds stays, unless ``ook_vast``. ``uit``: a group in which they lose their place too.
    Repeatable.
    """
    with dienst.lezend() as sessie:
        poorten = () if ook_vast else dienst.bijdragen.vasthoudingen
        houvast = vastgehouden(sessie, dienst.regels, poorten)
        per_persoon = _per_persoon(sessie, ids, houvast)
        klaar: set[str] = set()
        weg: set[str] = set()
        mensen = list(_groepsgewijs(per_persoon))
        for portie in mensen:
            rijen = _rijen(sessie, per_persoon, portie)
            zonder = zonder_rest(sessie, dienst, rijen, houvast.personen, uit)
            klaar |= zonder.sleutels
            weg |= zonder.weg
    if not per_persoon:
        return 0
    # Outside a transaction, and all in one turn: destroying keys rewraps all others.
    dienst.kluis.vernietig_alle(klaar | sluit_vakken(dienst, weg))
    for portie in mensen:
        while (
            nog := _ruim_portie(dienst, per_persoon, portie, grond, klaar, houvast.personen, uit)
        ) is not None:
            # A message came in between, under a key of its own.
            dienst.kluis.vernietig_alle(nog)
            klaar |= nog
    wis_resten(dienst.engine, (*_TABELLEN, *geraakte_tabellen(dienst)))
    return sum(len(mens.gegevens) for mens in per_persoon.values())


@dataclass
class _Mens:
    """What goes of one person, and the first group it was received for."""

    groep: str
    gegevens: list[str] = field(default_factory=list)


def _per_persoon(sessie: Session, ids: Sequence[str], vast: Vastgehouden) -> dict[str, _Mens]:
    """Which of these items each person has: of one person all go in one transaction."""
    gevonden: dict[str, _Mens] = {}
    k = OntvangenGegevenRij
    for portie in porties(ids):
        vraag = select(k.id, k.persoon_id, k.gegevenssoort, k.groep).where(k.id.in_(portie))
        for kenmerk, persoon, soort, groep in sessie.execute(vraag.order_by(k.id)):
            if not vast.begin(persoon, soort, kenmerk):
                gevonden.setdefault(persoon, _Mens(groep)).gegevens.append(kenmerk)
    return gevonden


def _groepsgewijs(per_persoon: Mapping[str, _Mens]) -> Iterator[Sequence[str]]:
    """These people in portions, a group in one as far as it goes: it gets one record of it."""
    per_groep: dict[str, list[str]] = {}
    for persoon, mens in sorted(per_persoon.items()):
        per_groep.setdefault(mens.groep, []).append(persoon)
    samen: list[str] = []
    for _, mensen in sorted(per_groep.items()):
        if samen and len(samen) + len(mensen) > _MENSEN:
            yield from porties(samen, _VAN_GROEP)
            samen = []
        samen += mensen
    yield from porties(samen, _VAN_GROEP)


def _rijen(
    sessie: Session, per_persoon: Mapping[str, _Mens], mensen: Sequence[str], *, vast: bool = False
) -> list[OntvangenGegevenRij]:
    ids = [kenmerk for persoon in mensen for kenmerk in per_persoon[persoon].gegevens]
    rijen: list[OntvangenGegevenRij] = []
    for portie in porties(ids):
        vraag = select(OntvangenGegevenRij).where(OntvangenGegevenRij.id.in_(portie))
        # Of two runs at once the second finds what the first left.
        rijen.extend(sessie.scalars(vraag.with_for_update() if vast else vraag))
    return rijen


def _ruim_portie(
    dienst: Dienst, per_persoon: Mapping[str, _Mens], mensen: Sequence[str], grond: str,
    klaar: Set[str], vast: Set[str], uit: str | None,
) -> set[str] | None:  # fmt: skip
    """These people's items; ``None`` when it is done, else the keys to destroy first."""
    with dienst.transactie() as sessie:
        rijen = _rijen(sessie, per_persoon, mensen, vast=True)
        personen = zonder_rest(sessie, dienst, rijen, vast, uit)
        if not personen.sleutels <= klaar:
            return set(personen.sleutels - klaar)
        if rijen:
            _ruim(sessie, dienst, rijen, personen, grond)
    return None


def _verlopen(sessie: Session, dienst: Dienst, vandaag: date) -> tuple[list[str], int]:
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(OntvangenGegevenRij.vervalt_op < vandaag)
        .order_by(OntvangenGegevenRij.id)
    )
    netto: dict[str, bool] = {}
    houvast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
    weg, te_herzien = [], 0
    for rij, kop in sessie.execute(vraag.execution_options(yield_per=_PORTIE)):
        if houvast.begin(rij.persoon_id, rij.gegevenssoort, rij.id):
            continue
        if rij.groep not in netto:
            netto[rij.groep] = opslag.heeft_opruiming(sessie, rij.groep, Grond.NETTOLIJST)
        bepaal = vernietigen_na_nettolijst if netto[rij.groep] else vernietigen_op
        dag = bepaal(dienst.regels, kop, kopdeel_van(rij), _eerst(sessie, rij))
        if dag is not None and dag < vandaag:
            weg.append(rij.id)
        else:
            te_herzien += 1
    return weg, te_herzien


def _eerst(sessie: Session, rij: OntvangenGegevenRij) -> date:
    """The day it first came; what the message itself brought needs no looking back."""
    zelf = rij.bericht_id == rij.oorsprong
    return datum_nl(rij.ontvangen_op) if zelf else eerst_ontvangen(sessie, rij)


def _ruim(
    sessie: Session, dienst: Dienst, rijen: Sequence[OntvangenGegevenRij], personen: Zonder,
    grond: str,
) -> None:  # fmt: skip
    per_groep: dict[str, list[OntvangenGegevenRij]] = {}
    for rij in rijen:
        per_groep.setdefault(rij.groep, []).append(rij)
    for portie in porties(sorted({rij.bericht_id for rij in rijen})):
        sluit_geheim(sessie, portie)
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
    for portie in porties([rij.id for rij in rijen]):
        verbeteropslag.verwijder_bij_gegevens(sessie, portie)
        sessie.execute(delete(OntvangenGegevenRij).where(OntvangenGegevenRij.id.in_(portie)))
    vergeet_leden(sessie, GroepslidRij.persoon_id.in_(personen.weg))
    vergeet_leden(
        sessie, GroepslidRij.persoon_id.in_(personen.los), GroepslidRij.ontvangen.is_(True)
    )
    maak_leeg(dienst, sessie, personen.weg, door=None, grond=grond)
