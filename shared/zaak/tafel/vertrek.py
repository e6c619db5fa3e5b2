"""Who left, or can be reached elsewhere now: what was given of him is taken back everywhere (D10).

Follows from the own register: whose authorisation no longer holds, and who changed it himself.
Repeatable: of one message there is one withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from shared.bestand.contact.opslag import gewijzigd_op
from shared.bestand.toegang.bevoegdheid import ontbrekende_waarborgen, rechten_van
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.berichtsoorten import intrekkingssoort
from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import Kop
from shared.partij.dienst import Dienst
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.verzenden.samenstellen.vervolgdelen import teruggenomen_deel
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.zaak.tafel import contactopslag as opslag
from shared.zaak.tafel.contactopslag import GegevenContact


def neem_contact_terug(dienst: Dienst, uitbak: Verzendopslag) -> int:
    """Promises the withdrawals that are due; how many. Without anybody who may send them: none."""
    with dienst.lezend() as sessie:
        koppen = list(_koppen(sessie, dienst))
    aantal = 0
    for kop in koppen:
        nu = dienst.klok()
        belofte = uitbak.bereid_belofte_voor(Samenstelling(kop, (), None), nu)
        with dienst.transactie() as sessie:
            # One at a time per message: whoever comes second finds the first one's promise.
            sessie.get_one(UitgaandRij, kop.in_reactie_op, with_for_update=True)
            open_ = {een.bericht.bericht_id for een in opslag.gegeven(sessie, dienst.regels)}
            if kop.in_reactie_op in open_:
                uitbak.beloof_later(sessie, belofte, nu)
                aantal += 1
    return aantal


def _koppen(sessie: Session, dienst: Dienst) -> Iterator[Kop]:
    vandaag = datum_nl(dienst.klok())
    mensen = {rij.id: rij for rij in opslag.medewerkers(sessie)}
    per_bericht: dict[str, list[GegevenContact]] = {}
    for een in opslag.gegeven(sessie, dienst.regels):
        if _is_voorbij(sessie, een, mensen.get(een.wie), vandaag):
            per_bericht.setdefault(een.bericht.bericht_id, []).append(een)
    for delen in per_bericht.values():
        kop = _kop(dienst, delen, mensen, vandaag)
        if kop is not None:
            yield kop


def _is_voorbij(
    sessie: Session, een: GegevenContact, wie: AutorisatieRij | None, vandaag: date
) -> bool:
    if wie is None or _mist_iets(wie, vandaag):
        return True
    anders = gewijzigd_op(sessie, een.wie)
    return anders is not None and anders > een.bericht.gemaakt_op


def _mist_iets(wie: AutorisatieRij, vandaag: date) -> bool:
    return bool(ontbrekende_waarborgen(wie, vandaag, systeem=False))


def _kop(
    dienst: Dienst,
    delen: list[GegevenContact],
    mensen: dict[str, AutorisatieRij],
    vandaag: date,
) -> Kop | None:
    """Of the whole message, or of these places; by who sent it, or else by a colleague who may."""
    bericht, regels, partij = delen[0].bericht, dienst.regels, dienst.partij.code
    recht = regels.soorten[bericht.soort].recht_afzender
    mogen = [
        rij.id
        for rij in mensen.values()
        if not _mist_iets(rij, vandaag) and recht in rechten_van(regels, partij, rij.functie)
    ]
    if not mogen:
        return None
    door = bericht.medewerker if bericht.medewerker in mogen else mogen[0]
    alle = bericht.kop["onderdelen"]
    heel = len(delen) == len(alle)
    return stel_kop_op(
        Afzender(partij, regels, door, dienst.klok()),
        uuid7(dienst.klok()),
        soort=intrekkingssoort(regels),
        ontvanger=bericht.ontvanger,
        ontvangende_medewerker=bericht.kop["ontvangendeMedewerker"],
        groep=bericht.groep,
        stap=bericht.kop["stap"],
        onderdelen=()
        if heel
        else [teruggenomen_deel(alle[een.plaats], een.plaats) for een in delen],
        in_reactie_op=bericht.bericht_id,
    )
