"""The periodic work on what subjects keep for accountability: who read, gave and got what, and
whose authorisation it was. What its rows say goes, goes, with a verklaring (F7; H10).

First every key, in one turn of the kluis; then the rows, a portion in each transaction together
with the count of it. Killed, late or twice comes out the same: all follows from the file and the
day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.vernietigd.onverklaard import meld_vernietigd
from shared.convenant.bewaren.oordeel import Ding, Oordeel, moet_weg
from shared.convenant.bewaren.regels import Bewaarregels, bewaarregels
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.opslag.vast import porties
from shared.partij.bewaring.bron import Bewaarblik, Bewaring
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import vastgehouden
from shared.zaak.bewaarstaat.begrippen import GROND, uiterste_begin
from shared.zaak.bewaren.eigen import GROND as TERMIJNGROND
from shared.zaak.bewaren.geteld import tel
from shared.zaak.bewaren.opslag import bewaartermijn, einddagen

DOSSIER: Final = "dossier"
_SLUITEN, _AFSLUITING, _LAATSTE_MELDING = "sluiten", "afsluiting", "laatsteMelding"


def blik_op(sessie: Session, dienst: Dienst, voor: date | None = None) -> Bewaarblik:
    """What the sources look at."""
    return Bewaarblik(
        sessie,
        dienst.regels,
        dienst.partij.code,
        voor,
        einddagen(sessie),
        vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen),
        dienst.bijdragen.berichthouders,
        dienst.partij.vastleggers,
    )


def dingen_van(blik: Bewaarblik, bewaring: Bewaring) -> Iterator[Ding]:
    """What one source keeps, with what holds it."""
    for ding in bewaring.dingen(blik):
        if ding.persoon is None or ding.persoon not in blik.vast.personen:
            yield ding
        else:
            vast = blik.vast.begin(ding.persoon, None, ding.id)
            yield replace(ding, begin={**ding.begin, **vast})


@scherm_opzij()
def ruim_bewaringen(dienst: Dienst) -> Mapping[str, int]:
    """One run; how many of each kind went. Repeatable."""
    vandaag, bewaard = datum_nl(dienst.klok()), bewaarregels(dienst.regels)
    with dienst.lezend() as sessie:
        gaan = [
            (een, _gaan(sessie, dienst, bewaard, een, vandaag))
            for een in dienst.bijdragen.bewaringen
        ]
        gaan = [(een, weg) for een, weg in gaan if weg]
        sleutels = {
            sleutel
            for een, weg in gaan
            for portie in porties([een.ding.id for een in weg])
            for sleutel in een.sleutels(sessie, portie)
        }
    if sleutels:
        # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
        dienst.kluis.vernietig_alle(sleutels)
    aantallen: Counter[str] = Counter()
    for bewaring, weg in gaan:
        for portie in porties(weg):
            aantallen[bewaring.wat] += _ruim(dienst, bewaring, portie, vandaag)
    if gaan:
        wis_resten(dienst.engine, [rij.__tablename__ for een, _ in gaan for rij in een.rijen])
    return {f"{wat}Weg": aantal for wat, aantal in aantallen.items()}


def _gaan(
    sessie: Session, dienst: Dienst, bewaard: Bewaarregels, bewaring: Bewaring, vandaag: date
) -> list[Oordeel]:
    voor = uiterste_begin(bewaard.over(bewaring.wat), vandaag)
    if voor is None:
        return []
    dingen = dingen_van(blik_op(sessie, dienst, voor), bewaring)
    return list(moet_weg(bewaard, dingen, vandaag))


def _ruim(dienst: Dienst, bewaring: Bewaring, weg: Sequence[Oordeel], dag: date) -> int:
    with dienst.transactie() as sessie:
        aantal = bewaring.neem_weg(sessie, [een.ding.id for een in weg])
        # What another run took in the meantime is counted there.
        tel(sessie, dag, Counter(een.weg.regel.code for een in weg[:aantal] if een.weg))
        meld_vernietigd(sessie, dienst, GROND, {bewaring.rijen[0].__tablename__: aantal})
    return aantal


def dossierdingen(sessie: Session, dienst: Dienst) -> Iterator[Ding]:
    """The dossier without names of every group that ended, where something of it is left (H1 to
    H3); as long as something still has to be done of it, it stays."""
    delen, einden = dienst.bijdragen.groepsdelen, einddagen(sessie)
    hier = {groep for deel in delen for groep in deel.groepen(sessie)} & einden.keys()
    if not hier:
        return
    nog_te_doen = {groep for deel in delen for groep in deel.open(sessie)}
    sloten = {groep: einden[groep] for groep in hier}
    meldingen: dict[str, date] = {}
    for poort in dienst.bijdragen.groepsmeldingen:
        meldingen |= poort(sessie, sloten)
    bewaart = bewaartermijn(dienst) is not None
    for groep, sloot in sorted(sloten.items()):
        begin = {_SLUITEN: sloot} if not bewaart else {_AFSLUITING: sloot}
        if bewaart and groep in meldingen:
            begin = {_LAATSTE_MELDING: meldingen[groep]}
        yield Ding(groep, DOSSIER, begin, houdt=groep in nog_te_doen, tot=sloot, groep=groep)


@scherm_opzij()
def ruim_dossiers(dienst: Dienst) -> Mapping[str, int]:
    """One run; of how many groups the dossier went. Of one group all of it, or nothing."""
    vandaag, delen = datum_nl(dienst.klok()), dienst.bijdragen.groepsdelen
    with dienst.lezend() as sessie:
        dingen = dossierdingen(sessie, dienst)
        weg = list(moet_weg(bewaarregels(dienst.regels), dingen, vandaag))
        sleutels = {
            sleutel
            for een in weg
            for deel in delen
            for sleutel in deel.sleutels(sessie, een.ding.id)
        }
    if not weg:
        return {"dossiersWeg": 0}
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    dienst.kluis.vernietig_alle(sleutels)
    for een in weg:
        with dienst.transactie() as sessie:
            aantallen: Counter[str] = Counter()
            for deel in delen:
                aantallen[deel.rijen[0].__tablename__] += deel.neem_weg(sessie, een.ding.id)
            # What another run took in the meantime is counted there.
            if aantallen.total() and een.weg is not None:
                tel(sessie, vandaag, {een.weg.regel.code: 1})
                meld_vernietigd(sessie, dienst, TERMIJNGROND, aantallen)
    wis_resten(dienst.engine, [rij.__tablename__ for deel in delen for rij in deel.rijen])
    return {"dossiersWeg": len(weg)}
