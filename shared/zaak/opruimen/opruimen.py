"""Destroys a group's copies at this party: who is not on the final list, or everybody.

First the keys, for good; then the rows (covenant 8.2). What goes: persons that came with a
message and are in no other group here, whole; of a person in the party's own file only what this
group brought: received items, sent copies, the place on a list and the link from pseudonym to
person. The party's own records about that person stay under their own law (reading H3).

Every step may be repeated: what a killed process left undone is found again and finished.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from shared.bestand.afscherming.scherm import scherm_opzij
from shared.bestand.ontvangen.gegevens import eerst_ontvangen
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.oudleden.vergeten import vergeet_leden
from shared.bestand.personen.vernietiging import geraakte_tabellen, maak_leeg
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.tijd.kenmerk import uuid7
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond, Lijststand
from shared.zaak.lijsten.tabellen import LijstregelRij, LijstwegingRij, NamenlijstRij, OpruimingRij
from shared.zaak.lijsten.termijnen import na_nettolijst
from shared.zaak.opruimen.opruimplan import Plan, is_voorbij, maak_plan
from shared.zaak.verbetering import opslag as verbeteropslag

_TABELLEN = (
    "ontvangen_gegeven", "uitgaand", "uitgaand_onderdeel", "inkomend", "aparte_tekst",
    "aparte_inzage", "lijstregel", "lijstweging",
)  # fmt: skip
_NA_EEN_LIJST = frozenset({Grond.NETTOLIJST, Grond.GEEN_NETTOLIJST})
"""Where a human has just looked at who stays; when a group closed nobody did."""


@scherm_opzij()
def voer_opruiming_uit(dienst: Dienst, opruiming_id: str) -> None:
    """Carries out one destruction that was asked for, and writes its record. Repeatable.

    One that was taken back in the meantime is nothing any more.
    """
    dode = dienst.kluis.maak_sleutel()
    with dienst.transactie() as sessie:
        gevraagd = sessie.get(OpruimingRij, opruiming_id, with_for_update=True)
        if gevraagd is None or gevraagd.gedaan_op is not None:
            return
        plan = maak_plan(dienst, sessie, gevraagd, dode)
        gevraagd.begonnen_op = gevraagd.begonnen_op or dienst.klok()
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    dienst.kluis.vernietig_alle(plan.sleutels)
    with dienst.transactie() as sessie:
        opruiming = sessie.get_one(OpruimingRij, opruiming_id, with_for_update=True)
        if opruiming.gedaan_op is not None:
            return
        opruiming.aantallen = _ruim(dienst, sessie, opruiming, plan)
        opruiming.vernietigd = {partij: dict(wat) for partij, wat in plan.gemeld.items()}
        opruiming.gedaan_op = dienst.klok()
    wis_resten(dienst.engine, (*_TABELLEN, *geraakte_tabellen(dienst)))


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
    groep, personen = opruiming.groep, plan.personen
    aantallen = {
        "personen": len(plan.weg),
        "lijstregels": _ruim_regels(sessie, plan.regels),
        "verzondenOnderdelen": _sluit_verzonden(
            sessie, groep, [*personen, *plan.deelnemers], plan.dode_sleutel
        ),
        "verbeteringen": verbeteropslag.verwijder(sessie, personen, groep),
        "ontvangenGegevens": _ruim_ontvangen(sessie, groep, personen),
        "lidmaatschappen": _ruim_leden(sessie, groep, personen),
        "aanpakgegevens": _ruim_groepsrijen(dienst, sessie, groep, personen),
    }
    for persoon_id in sorted(plan.weg):
        maak_leeg(dienst, sessie, persoon_id, door=None, grond=opruiming.grond)
    _sluit_lijsten(dienst, sessie, opruiming)
    if opruiming.behoud and opruiming.grond in _NA_EEN_LIJST:
        _nieuwe_termijn(dienst, sessie, groep)
    return aantallen


def _ruim_regels(sessie: Session, regels: Sequence[str]) -> int:
    sessie.execute(delete(LijstwegingRij).where(LijstwegingRij.regel_id.in_(regels)))
    sessie.execute(delete(LijstregelRij).where(LijstregelRij.id.in_(regels)))
    return len(regels)


def _sluit_verzonden(
    sessie: Session, groep: str, personen: Sequence[str], dode_sleutel: str
) -> int:
    """Sent copies about who goes; their messages open for nobody any more."""
    in_groep = select(UitgaandRij.bericht_id).where(UitgaandRij.groep == groep)
    voorwaarde = (
        UitgaandOnderdeelRij.persoon_id.in_(personen),
        UitgaandOnderdeelRij.bericht_id.in_(in_groep),
    )
    berichten = sessie.scalars(select(UitgaandOnderdeelRij.bericht_id).where(*voorwaarde)).all()
    sessie.execute(
        update(UitgaandRij)
        .where(UitgaandRij.bericht_id.in_(set(berichten)))
        .values(geheim=b"", body=None, levering=None, sleutels=[dode_sleutel])
        .execution_options(synchronize_session=False)
    )
    sessie.execute(
        delete(UitgaandOnderdeelRij).where(*voorwaarde).execution_options(synchronize_session=False)
    )
    return len(berichten)


def _ruim_ontvangen(sessie: Session, groep: str, personen: Sequence[str]) -> int:
    """Received items about who goes, and what was written along with them."""
    voorwaarde = (
        OntvangenGegevenRij.groep == groep, OntvangenGegevenRij.persoon_id.in_(personen)
    )  # fmt: skip
    berichten = sessie.scalars(select(OntvangenGegevenRij.bericht_id).where(*voorwaarde)).all()
    sluit_geheim(sessie, set(berichten))
    sessie.execute(delete(OntvangenGegevenRij).where(*voorwaarde))
    return len(berichten)


def _ruim_leden(sessie: Session, groep: str, personen: Sequence[str]) -> int:
    """The link from pseudonym to person: without it the log's pseudonym leads nowhere."""
    return vergeet_leden(sessie, GroepslidRij.groep == groep, GroepslidRij.persoon_id.in_(personen))


def _ruim_groepsrijen(dienst: Dienst, sessie: Session, groep: str, personen: Sequence[str]) -> int:
    """What this party recorded about who goes for the approach alone."""
    aantal = 0
    for tabel in dienst.bijdragen.groepsrijen:
        kolommen = tabel.__table__.c
        voorwaarde = (kolommen.groep == groep, kolommen.persoon_id.in_(personen))
        aantal += len(sessie.scalars(select(kolommen.id).where(*voorwaarde)).all())
        sessie.execute(delete(tabel).where(*voorwaarde))
    return aantal


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
