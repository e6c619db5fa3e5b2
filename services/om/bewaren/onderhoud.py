"""What the periodic work does with the Wjsg terms: a record past its last day is destroyed (8.1).

A person of whom then nothing is left goes whole, key first. Every step may be repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.om.bewaren.soorten import SOORTEN
from services.om.bewaren.tabellen import WjsgtermijnRij, WjsgvernietigingRij
from shared.bestand.dossier.bewaring import vaste_gegevens, verwijder
from shared.bestand.nodig.oordeel import Gaat, nog_nodig
from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.bestand.vernietigd.onverklaard import PERSONEN, bij_vernietigen, meld_vernietigd
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import vastgehouden
from shared.tijd.kenmerk import uuid7

GROND = "wjsg-termijn"


def ruim_wjsg(dienst: Dienst) -> Mapping[str, int]:
    """Destroys what is past its last day; the numbers of records and of whole persons."""
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        vraag = select(WjsgtermijnRij).where(WjsgtermijnRij.vernietigen_na < vandaag)
        vast = vaste_gegevens(sessie, dienst)
        houvast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
        gevonden = sessie.scalars(vraag.order_by(WjsgtermijnRij.id))
        rijen = [rij for rij in gevonden if rij.id not in vast]
        weg = {rij.id: rij.soort for rij in rijen}
        van = {rij.id: rij.persoon_id for rij in rijen}
        personen = set(van.values())
        nodig = nog_nodig(sessie, dienst, personen, Gaat(eigen=weg), vast=houvast.personen)
        leeg = sorted(personen - nodig.keys())
    if weg:
        for persoon in leeg:
            geteld = {PERSONEN: 1, **_aantallen(weg, [g for g in weg if van[g] == persoon])}
            verklaar = bij_vernietigen(dienst, GROND, geteld)
            vernietig_persoon(dienst, persoon, door=None, grond=GROND, verklaar=verklaar)
        with dienst.transactie() as sessie:
            _ruim(sessie, weg)
            rest = _aantallen(weg, [gegeven for gegeven in weg if van[gegeven] not in leeg])
            meld_vernietigd(sessie, dienst, GROND, rest)
            sessie.add(_verklaring(dienst, len(weg), len(leeg)))
        tabellen = [soort.tabel.__tablename__ for soort in SOORTEN.values()]
        wis_resten(dienst.engine, ["wjsg_termijn", "correctie", "persoon", *tabellen])
    return {"wjsgGegevens": len(weg), "wjsgPersonen": len(leeg)}


def _aantallen(soort_van: Mapping[str, str], ids: Sequence[str]) -> Counter[str]:
    """How many of each kind of record, by the name a verklaring has for it."""
    return Counter(SOORTEN[soort_van[een]].tabel.__tablename__ for een in ids)


def _ruim(sessie: Session, weg: Mapping[str, str]) -> None:
    for code, soort in SOORTEN.items():
        verwijder(sessie, soort, [gegeven for gegeven, van in weg.items() if van == code])
    sessie.execute(delete(WjsgtermijnRij).where(WjsgtermijnRij.id.in_(weg)))


def _verklaring(dienst: Dienst, gegevens: int, personen: int) -> WjsgvernietigingRij:
    nu = dienst.klok()
    return WjsgvernietigingRij(id=uuid7(nu), gedaan_op=nu, gegevens=gegevens, personen=personen)
