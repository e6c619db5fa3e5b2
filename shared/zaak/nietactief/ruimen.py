"""What goes of what is kept: what somebody found not to be correct, and what never served (8.1).

Every step may be repeated: what a killed process left undone is found again and finished.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.dossier.bewaring import vaste_gegevens
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.personen.sleutelregister import SLEUTELS, Sleutelregister
from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.bestand.vernietigd.onverklaard import PERSONEN, bij_vernietigen, meld_vernietigd
from shared.opslag.schijf import wis_resten
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import vastgehouden
from shared.zaak.bewaren.opslag import bewaartermijn
from shared.zaak.nietactief import opslag
from shared.zaak.nietactief.begrippen import GROND, ONTVANGEN, PERSOON
from shared.zaak.nietactief.items import soorten_van
from shared.zaak.nietactief.tabellen import ToetsRij
from shared.zaak.opruimen.verlopen import ruim_gegevens

NIET_BEHOUDEN = "niet-behouden"
_BIJ_DE_PERSOON = (
    PersoonRij.__tablename__,
    CorrectieRij.__tablename__,
    *(rij.__tablename__ for rij in SLEUTELS.rijen),
)
"""The tables in which emptying what stands with a person leaves older versions behind."""


def ruim_achterhaald(dienst: Dienst) -> Mapping[str, int]:
    """Destroys what somebody found not to be correct any more; how many items. Repeatable."""
    with dienst.lezend() as sessie:
        weg = [(een.id, een.bron, een.item) for een in opslag.nog_weg(sessie)]
        vast = _wat_vaststaat(sessie, dienst, {item for _, _, item in weg})
        weg = [een for een in weg if een[2] not in vast]
    if not weg:
        return {"achterhaald": 0}
    for _, bron, item in weg:
        if bron == PERSOON:
            verklaar = bij_vernietigen(dienst, GROND, {PERSONEN: 1})
            vernietig_persoon(dienst, item, door=None, grond=GROND, verklaar=verklaar)
    ruim_gegevens(dienst, [item for _, bron, item in weg if bron == ONTVANGEN], GROND)
    soorten = soorten_van(dienst)
    with dienst.transactie() as sessie:
        for code, soort in soorten.items():
            ids = [item for _, bron, item in weg if bron == code]
            opslag.verwijder_eigen(sessie, soort.tabel, code, ids)
            meld_vernietigd(sessie, dienst, GROND, {soort.tabel.__tablename__: len(ids)})
        for kenmerk, _, _ in weg:
            rij = sessie.get(ToetsRij, kenmerk)
            # Of a person who went whole, this went along.
            if rij is not None:
                rij.weg_op = dienst.klok()
    tabellen = [soort.tabel.__tablename__ for soort in soorten.values()]
    wis_resten(dienst.engine, (CorrectieRij.__tablename__, *tabellen))
    return {"achterhaald": len(weg)}


def _wat_vaststaat(sessie: Session, dienst: Dienst, items: Collection[str]) -> set[str]:
    """Persons, received items and own records that something holds now."""
    houvast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
    rij = OntvangenGegevenRij
    vast = {*houvast.personen, *vaste_gegevens(sessie, dienst)}
    for portie in porties(sorted(items)):
        vraag = select(rij.persoon_id, rij.gegevenssoort, rij.id).where(rij.id.in_(portie))
        vast |= {een[2] for een in sessie.execute(vraag) if houvast.begin(*een)}
    return vast


def ruim_niet_behouden(dienst: Dienst) -> Mapping[str, int]:
    """Of who is kept, what does not serve what he is kept for goes (C-8.1-12). Repeatable."""
    if bewaartermijn(dienst) is None:
        return {"nietBehouden": 0}
    behoudt = dienst.regels.niet_actief.behoudt
    with dienst.lezend() as sessie:
        ids = opslag.niet_behouden(sessie, behoudt)
    gegevens = ruim_gegevens(dienst, ids, NIET_BEHOUDEN)
    velden = _leeg_velden(dienst)
    if velden:
        wis_resten(dienst.engine, _BIJ_DE_PERSOON)
    return {"nietBehouden": gegevens + velden}


def _leeg_velden(dienst: Dienst) -> int:
    """How somebody can be reached stands with the person: it goes too, from whomever it came.

    His keys in other systems too: whoever gave one to somebody new would hear that he is kept.
    """
    soorten = dienst.regels.gegevenssoorten
    bij_persoon = {code: set(soort.vorm) for code, soort in soorten.items() if soort.persoonsvelden}
    behoudt = dienst.regels.niet_actief.behoudt
    blijft = {veld for code, velden in bij_persoon.items() if code in behoudt for veld in velden}
    weg = {veld for velden in bij_persoon.values() for veld in velden} - blijft
    aantal = 0
    with dienst.transactie() as sessie:
        register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
        sleutels = Sleutelregister(sessie, dienst.kluis, dienst.klok)
        houvast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
        for persoon_id in opslag.afgeschermde_personen(sessie):
            if persoon_id in houvast.personen:
                continue
            aantal += sleutels.vergeet([persoon_id])
            persoon = register.lees(persoon_id)
            vol = {veld for veld in weg if getattr(persoon, veld) is not None}
            if vol:
                register.vergeet(persoon_id, vol)
                aantal += len(vol)
        meld_vernietigd(sessie, dienst, NIET_BEHOUDEN, {"persoonsvelden": aantal})
    return aantal
