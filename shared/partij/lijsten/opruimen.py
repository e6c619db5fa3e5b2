"""Destroys a group's copies at this party: who is not on the final list, or everybody.

First the keys, for good; then the rows (covenant 8.2). What goes: persons that came with a
message and are in no other group here, whole; of a person in the party's own file only what this
group brought: received items, sent copies, the place on a list and the link from pseudonym to
person. The party's own records about that person stay under their own law (reading H3).

Every step may be repeated: what a killed process left undone is found again and finished.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import leeg_wal, ruim_rijen
from shared.partij.dienst import Dienst
from shared.partij.dossier_tabellen import GroepslidRij, PersoonRij
from shared.partij.kenmerk import nieuw_id
from shared.partij.lijsten import opslag
from shared.partij.lijsten.begrippen import Grond, Lijstsoort, Lijststand
from shared.partij.lijsten.tabellen import (
    LijstregelRij,
    LijstwegingRij,
    NamenlijstRij,
    OpruimingRij,
)
from shared.partij.lijsten.termijnen import na_nettolijst
from shared.partij.uitwisseling_modellen import (
    InkomendRij,
    OntvangenGegevenRij,
    UitgaandOnderdeelRij,
    UitgaandRij,
)
from shared.partij.verbetering import opslag as verbeteropslag
from shared.partij.vernietiging import maak_leeg

_TABELLEN = (
    "persoon", "groepslid", "ontvangen_gegeven", "uitgaand", "uitgaand_onderdeel", "inkomend",
    "lijstregel", "lijstweging", "verbetering",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What one destruction takes. ``weg``: whole persons; ``los``: only their part in the group.

    ``regels`` are entries of lists; ``sleutels`` every key to destroy, one of nobody among them:
    messages that were about somebody who goes are closed with it. ``deelnemers`` are own officials
    about whom something was sent; ``gemeld`` the pseudonyms of who goes as the party knows them
    that hears of it.
    """

    weg: frozenset[str]
    los: frozenset[str]
    regels: tuple[str, ...]
    sleutels: frozenset[str] = field(repr=False)
    dode_sleutel: str = field(repr=False)
    deelnemers: tuple[str, ...] = ()
    gemeld: tuple[str, ...] = ()

    @property
    def personen(self) -> list[str]:
        return sorted(self.weg | self.los)


def voer_opruiming_uit(dienst: Dienst, opruiming_id: str) -> None:
    """Carries out one destruction that was asked for, and writes its record. Repeatable."""
    dode = dienst.kluis.maak_sleutel()
    with dienst.transactie() as sessie:
        opruiming = sessie.get_one(OpruimingRij, opruiming_id)
        if opruiming.gedaan_op is not None:
            return
        plan = _maak_plan(dienst, sessie, opruiming, dode)
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    dienst.kluis.vernietig_alle(plan.sleutels)
    with dienst.transactie() as sessie:
        opruiming = sessie.get_one(OpruimingRij, opruiming_id, with_for_update=True)
        if opruiming.gedaan_op is not None:
            return
        opruiming.aantallen = _ruim(dienst, sessie, opruiming, plan)
        opruiming.vernietigd = list(plan.gemeld)
        opruiming.gedaan_op = dienst.klok()
    leeg_wal(dienst.engine)
    ruim_rijen(dienst.engine, _TABELLEN)


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
            id=nieuw_id(),
            groep=groep,
            grond=grond,
            behoud=list(behoud),
            alles=alles,
            gemaakt_op=dienst.klok(),
        )
    )


def _maak_plan(dienst: Dienst, sessie: Session, opruiming: OpruimingRij, dode: str) -> Plan:
    groep = opruiming.groep
    weg_uit_groep = _wie_gaan(dienst, sessie, opruiming)
    lijsten = opslag.lijsten(sessie, groep)
    regels = opslag.regels_van(sessie, [lijst.id for lijst in lijsten])
    voorbij = {lijst.id for lijst in lijsten if _is_voorbij(sessie, lijst)}
    vervallen = [r for r in regels if r.persoon_id in weg_uit_groep or r.lijst_id in voorbij]
    personen = {
        rij.id: rij
        for rij in sessie.scalars(select(PersoonRij).where(PersoonRij.id.in_(weg_uit_groep)))
    }
    weg = {
        persoon_id
        for persoon_id, rij in personen.items()
        if rij.herkomst != "eigen" and not _elders(dienst, sessie, groep, persoon_id)
    }
    sleutels = {regel.sleutel_id for regel in vervallen} | {dode}
    sleutels |= {s for p in weg if (s := personen[p].sleutel_id) is not None}
    return Plan(
        weg=frozenset(weg),
        los=frozenset(weg_uit_groep - weg),
        regels=tuple(regel.id for regel in vervallen),
        sleutels=frozenset(sleutels),
        dode_sleutel=dode,
        deelnemers=_deelnemers(sessie, groep) if opruiming.alles else (),
        gemeld=_gemeld(sessie, opruiming, weg_uit_groep),
    )


def _deelnemers(sessie: Session, groep: str) -> tuple[str, ...]:
    """Own officials about whom something was sent: they go under no pseudonym."""
    vraag = (
        select(UitgaandOnderdeelRij.persoon_id)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(
            UitgaandRij.groep == groep,
            UitgaandOnderdeelRij.persoon_id == UitgaandOnderdeelRij.betrokkene,
        )
        .distinct()
    )
    return tuple(sessie.scalars(vraag))


def _gemeld(sessie: Session, opruiming: OpruimingRij, gaan: set[str]) -> tuple[str, ...]:
    """Under which pseudonyms the party that asked gave something about who goes."""
    if opruiming.van is None:
        return ()
    vraag = (
        select(OntvangenGegevenRij.betrokkene)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(
            OntvangenGegevenRij.groep == opruiming.groep,
            OntvangenGegevenRij.persoon_id.in_(gaan),
            InkomendRij.afzender == opruiming.van,
        )
        .distinct()
    )
    return tuple(sorted(sessie.scalars(vraag)))


def _is_voorbij(sessie: Session, lijst: NamenlijstRij) -> bool:
    """A gathered list once there is a final one, and a final one once there is a next."""
    if lijst.soort == Lijstsoort.BRUTO:
        return True
    nieuwste = opslag.vastgestelde_lijst(sessie, lijst.groep)
    return nieuwste is not None and lijst.id < nieuwste.id


def _wie_gaan(dienst: Dienst, sessie: Session, opruiming: OpruimingRij) -> set[str]:
    """Persons of the group that do not stay.

    Whoever carries a pseudonym that stays, stays; a parent stays as long as the child does.
    """
    groep = opruiming.groep
    leden = opslag.leden(sessie, groep)
    blijft = {lid.persoon_id for lid in leden if lid.betrokkene in opruiming.behoud}
    namen = {lid.betrokkene for lid in leden if lid.persoon_id in blijft}
    blijft |= {lid.persoon_id for lid in leden if lid.kind in namen}
    if not opruiming.alles:
        deelnemer = deelnemercategorie(dienst.regels)
        blijft |= {lid.persoon_id for lid in leden if lid.categorie == deelnemer}
    allen = {lid.persoon_id for lid in leden}
    allen |= set(
        sessie.scalars(
            select(OntvangenGegevenRij.persoon_id).where(OntvangenGegevenRij.groep == groep)
        )
    )
    allen |= {
        regel.persoon_id
        for regel in opslag.regels_van(sessie, [een.id for een in opslag.lijsten(sessie, groep)])
    }
    for tabel in dienst.partij.groepsrijen:
        kolommen = tabel.__table__.c
        allen |= set(sessie.scalars(select(kolommen.persoon_id).where(kolommen.groep == groep)))
    return allen - blijft


def _elders(dienst: Dienst, sessie: Session, groep: str, persoon_id: str) -> bool:
    """Whether another group still needs this person here."""
    eigen = [tabel.__table__.c for tabel in dienst.partij.groepsrijen]
    vragen = [
        select(GroepslidRij.id).where(
            GroepslidRij.persoon_id == persoon_id, GroepslidRij.groep != groep
        ),
        select(OntvangenGegevenRij.id).where(
            OntvangenGegevenRij.persoon_id == persoon_id, OntvangenGegevenRij.groep != groep
        ),
        *(select(k.id).where(k.persoon_id == persoon_id, k.groep != groep) for k in eigen),
    ]
    return any(sessie.scalars(vraag).first() is not None for vraag in vragen)


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
    if opruiming.behoud:
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
    sessie.execute(
        update(InkomendRij)
        .where(InkomendRij.bericht_id.in_(set(berichten)))
        .values(geheim=None, sleutels=[])
        .execution_options(synchronize_session=False)
    )
    sessie.execute(delete(OntvangenGegevenRij).where(*voorwaarde))
    return len(berichten)


def _ruim_leden(sessie: Session, groep: str, personen: Sequence[str]) -> int:
    """The link from pseudonym to person: without it the log's pseudonym leads nowhere."""
    voorwaarde = (GroepslidRij.groep == groep, GroepslidRij.persoon_id.in_(personen))
    aantal = len(sessie.scalars(select(GroepslidRij.id).where(*voorwaarde)).all())
    sessie.execute(delete(GroepslidRij).where(*voorwaarde))
    return aantal


def _ruim_groepsrijen(dienst: Dienst, sessie: Session, groep: str, personen: Sequence[str]) -> int:
    """What this party recorded about who goes for the approach alone."""
    aantal = 0
    for tabel in dienst.partij.groepsrijen:
        kolommen = tabel.__table__.c
        voorwaarde = (kolommen.groep == groep, kolommen.persoon_id.in_(personen))
        aantal += len(sessie.scalars(select(kolommen.id).where(*voorwaarde)).all())
        sessie.execute(delete(tabel).where(*voorwaarde))
    return aantal


def _sluit_lijsten(dienst: Dienst, sessie: Session, opruiming: OpruimingRij) -> None:
    """Lists that are over are gone for everybody; the final one only when nobody stays."""
    for lijst in opslag.lijsten(sessie, opruiming.groep):
        if opruiming.behoud and not _is_voorbij(sessie, lijst):
            continue
        if lijst.stand != Lijststand.OPGERUIMD:
            lijst.stand, lijst.open_groep = Lijststand.OPGERUIMD, None
            lijst.opgeruimd_op, lijst.versie = dienst.klok(), lijst.versie + 1


def _nieuwe_termijn(dienst: Dienst, sessie: Session, groep: str) -> None:
    """Who is on the final list is no longer of the first one: its fallback term ends here."""
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(OntvangenGegevenRij.groep == groep)
    )
    vandaag = datum_nl(dienst.klok())
    for rij, kop in sessie.execute(vraag):
        rij.vervalt_op = na_nettolijst(
            dienst.regels, kop, kopdeel_van(rij), datum_nl(rij.ontvangen_op), vandaag
        )


def kopdeel_van(rij: OntvangenGegevenRij) -> dict[str, object]:
    """What the retention rows look at in an item's onderdeel."""
    return {
        "gegevenssoort": rij.gegevenssoort,
        "categorie": rij.categorie,
        "kenmerken": rij.kenmerken,
    }
